package graft.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says what the CPU is. */
public final class Processor {

  private static final Path INFORMATION = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** Returns the model's name where the system tells it, else the architecture's. */
  public static String name() {
    return first("model name").orElseGet(() -> System.getProperty("os.arch"));
  }

  /** Returns what tells this machine's speed from another's: model, instructions and cores. */
  public static String traits() {
    return "%s, %d cores, %s"
        .formatted(
            name(),
            Runtime.getRuntime().availableProcessors(),
            first("flags").or(() -> first("Features")).orElse(""));
  }

  private static Optional<String> first(String name) {
    return lines().stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  /** Systems other than Linux have no such file, which is no mistake. */
  private static List<String> lines() {
    if (!Files.isReadable(INFORMATION)) {
      return List.of();
    }
    try {
      return Files.readAllLines(INFORMATION);
    } catch (IOException e) {
      return List.of();
    }
  }
}
