package graft.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Python environment with Jupyter, JJava and the freshly built Graft, below {@code target/}. */
final class Venv {

  private static final Path SCRIPTS = Path.of("src", "test", "python").toAbsolutePath();
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  static final Path JAR = TARGET.resolve("graft.jar");

  private final Path folder = TARGET.resolve("venv");

  /** Makes the environment, or takes the one that is there if its requirements are the same. */
  static Venv ready() throws IOException, InterruptedException {
    Venv venv = new Venv();
    String wanted = Files.readString(SCRIPTS.resolve("requirements.txt"));
    Path stamp = venv.folder.resolve("requirements.txt");
    if (!Files.exists(stamp) || !Files.readString(stamp).equals(wanted)) {
      String python = WINDOWS ? "python" : "python3";
      run(List.of(python, "-m", "venv", "--clear", venv.folder.toString()), Map.of());
      run(venv.python("-m", "pip", "install", "-q", "-r", SCRIPTS + "/requirements.txt"), Map.of());
      Files.writeString(stamp, wanted);
    }
    run(java("install", "--prefix", venv.folder.toString()), Map.of());
    return venv;
  }

  Path folder() {
    return folder;
  }

  List<String> python(String... words) {
    Path program = folder.resolve(WINDOWS ? "Scripts/python.exe" : "bin/python");
    return with(program.toString(), words);
  }

  List<String> script(String name, String... words) {
    List<String> command = python(SCRIPTS.resolve(name).toString());
    command.addAll(List.of(words));
    return command;
  }

  /** Returns the command of the packaged jar, on the Java that runs the tests. */
  static List<String> java(String... words) {
    Path program = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = with(program.toString(), "-jar", JAR.toString());
    command.addAll(List.of(words));
    return command;
  }

  private static List<String> with(String program, String... words) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(words));
    return command;
  }

  /** Runs a command to its end and returns what it printed; fails unless it exits with 0. */
  static String run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Result result = tryRun(command, environment);
    if (result.status() != 0) {
      throw new AssertionError(command + " exited with " + result.status() + ":\n" + result.text());
    }
    return result.text();
  }

  record Result(int status, String text) {}

  static Result tryRun(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(TARGET, "command", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    int status = builder.start().waitFor();
    String text = Files.readString(output);
    Files.delete(output);
    return new Result(status, text);
  }
}
