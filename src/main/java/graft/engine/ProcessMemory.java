package graft.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Reads how much memory this process holds and may hold. Systems other than Linux do not say;
 * numbers are empty there.
 */
public final class ProcessMemory {

  private static final long KILOBYTE = 1024;

  /** What a container leaves to others: the notebook server, its shell. */
  private static final double OWN_SHARE = 0.9;

  private final Path proc;
  private final LongSupplier total;

  /**
   * @param proc usually {@code /proc}
   * @param total bytes of the machine, or of the container where there is one
   */
  ProcessMemory(Path proc, LongSupplier total) {
    this.proc = proc;
    this.total = total;
  }

  /** Returns the memory of this process. */
  public static ProcessMemory ofThisProcess() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ProcessMemory(Path.of("/proc"), system::getTotalMemorySize);
  }

  /** Returns how many bytes lie in physical memory. */
  public OptionalLong resident() {
    return kilobytes("self/status", "VmRSS:");
  }

  /** Returns how many bytes have lain there at once since the start or {@link #forgetPeak}. */
  public OptionalLong peak() {
    return kilobytes("self/status", "VmHWM:");
  }

  /** Begins to measure the peak anew, where the system allows it. */
  public void forgetPeak() {
    Path references = proc.resolve("self/clear_refs");
    if (Files.isWritable(references)) {
      try {
        Files.writeString(references, "5");
      } catch (IOException e) {
        // some containers refuse it; the peak is then that of the whole life of the process
        return;
      }
    }
  }

  /**
   * Returns how many bytes this process may hold in all: nine tenths of the machine or container,
   * or what the machine has free and the process holds already, whichever is less.
   */
  public long limit() {
    long share = (long) (OWN_SHARE * total.getAsLong());
    OptionalLong available = kilobytes("meminfo", "MemAvailable:");
    return available.isEmpty()
        ? share
        : Math.min(share, available.getAsLong() + resident().orElse(0));
  }

  private OptionalLong kilobytes(String file, String key) {
    return lines(proc.resolve(file)).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE)
        .findFirst();
  }

  private static List<String> lines(Path file) {
    if (!Files.isReadable(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of(); // it is there, and the system does not let us read it
    }
  }
}
