package graft.kernel.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Jupyter on this machine. */
final class Jupyter {

  private static final int TIMEOUT_SECONDS = 30;

  private Jupyter() {}

  /** Returns the user's data folder, as Jupyter itself finds it. */
  static Path userData(Map<String, String> environment) {
    String chosen = environment.get("JUPYTER_DATA_DIR");
    if (chosen != null && !chosen.isBlank()) {
      return Path.of(chosen);
    }
    Path home = Path.of(System.getProperty("user.home"));
    if (isWindows()) {
      return Path.of(environment.getOrDefault("APPDATA", home.toString()), "jupyter");
    }
    return isMac()
        ? home.resolve("Library").resolve("Jupyter")
        : home.resolve(".local").resolve("share").resolve("jupyter");
  }

  /** Returns what {@code jupyter --paths} and the Python on the path name, nothing without them. */
  static List<Path> listedPaths(Map<String, String> environment) {
    List<Path> paths = new ArrayList<>();
    for (String command : List.of("python3", "python")) {
      String code = "import sys; print(sys.prefix)";
      findOnPath(command, environment)
          .flatMap(python -> output(List.of(python.toString(), "-c", code)))
          .map(prefix -> Places.below(Path.of(prefix.strip())).jupyter())
          .ifPresent(paths::add);
    }
    findOnPath("jupyter", environment)
        .flatMap(jupyter -> output(List.of(jupyter.toString(), "--paths")))
        .ifPresent(text -> dataSection(text).forEach(paths::add));
    return paths;
  }

  private static Stream<Path> dataSection(String text) {
    return text.lines()
        .dropWhile(line -> !line.startsWith("data:"))
        .skip(1)
        .takeWhile(line -> line.startsWith(" "))
        .map(line -> Path.of(line.strip()));
  }

  /** Finds a program in an environment's own folder. */
  static Optional<Path> program(Path prefix, String name) {
    Path folder = prefix.resolve(isWindows() ? "Scripts" : "bin");
    return Optional.of(folder.resolve(executable(name))).filter(Files::isExecutable);
  }

  static Optional<Path> findOnPath(String name, Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(executable(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<String> output(List<String> command) {
    try {
      Path file = Files.createTempFile("graft", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(file.toFile())
                .start();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        process.destroy();
        return ended && process.exitValue() == 0
            ? Optional.of(Files.readString(file))
            : Optional.empty();
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException unusable) {
      return Optional.empty(); // a broken interpreter is as good as none
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static String executable(String name) {
    return isWindows() ? name + ".exe" : name;
  }

  private static boolean isWindows() {
    return File.separatorChar == '\\';
  }

  private static boolean isMac() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
  }
}
