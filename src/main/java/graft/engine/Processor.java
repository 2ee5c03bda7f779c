package graft.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says what the CPU is. */
public final class Processor {

  private static final Path INFORMATION = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** Returns the model's name where the system tells it, else the architecture's. */
  public static String name() {
    return lines().stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseGet(() -> System.getProperty("os.arch"));
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
