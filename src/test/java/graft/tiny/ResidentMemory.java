package graft.tiny;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads how much memory this process holds, native memory included. */
public final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int PAUSES = 10;
  private static final int PAUSE_MILLIS = 50;

  private ResidentMemory() {}

  /** Skips the test where the system does not say. */
  public static void require() {
    assumeTrue(Files.exists(STATUS), "no /proc/self/status to read the resident memory from");
  }

  /**
   * Returns the resident memory in kilobytes, after collecting garbage. The collector gives pages
   * back beside the program, so the smallest of some readings counts.
   */
  public static long kilobytes() {
    System.gc();
    long smallest = read();
    for (int i = 0; i < PAUSES; i++) {
      pause();
      smallest = Math.min(smallest, read());
    }
    return smallest;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long read() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
