package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTest {

  private static final long KB = 1024;

  @TempDir private Path folder;

  @Test
  void readsWhatLinuxSays() throws IOException {
    process(300, 500, 8000);

    assertThat(memory(0).resident()).hasValue(300 * KB);
    assertThat(memory(0).peak()).hasValue(500 * KB);
  }

  @Test
  void whatIsFreeAndWhatItHoldsAlready() throws IOException {
    process(300, 500, 8000);

    assertThat(memory(100_000 * KB).limit()).isEqualTo(8300 * KB);
  }

  @Test
  void containersLimitCountsWhereItIsLess() throws IOException {
    process(300, 500, 8000);

    assertThat(memory(2000 * KB).limit()).isEqualTo(1800 * KB);
  }

  @Test
  void systemThatSaysNothing() {
    assertThat(memory(0).resident()).isEmpty();
    assertThat(memory(0).peak()).isEmpty();
    assertThat(memory(1000).limit()).isEqualTo(900);
  }

  @Test
  void peakOfThisProcessCanBeMeasuredAnew() {
    ProcessMemory own = ProcessMemory.ofThisProcess();
    assumeTrue(own.peak().isPresent(), "the system does not say how much memory a process holds");

    own.forgetPeak();

    assertThat(own.peak().getAsLong()).isGreaterThanOrEqualTo(own.resident().getAsLong() / 2);
    assertThat(own.limit()).isGreaterThan(own.resident().getAsLong());
  }

  private ProcessMemory memory(long total) {
    return new ProcessMemory(folder.resolve("proc"), () -> total);
  }

  private void process(long resident, long peak, long available) throws IOException {
    Files.createDirectories(folder.resolve("proc/self"));
    Files.writeString(
        folder.resolve("proc/self/status"),
        "Name:\tjava\nVmHWM:\t  %d kB\nVmRSS:\t  %d kB\n".formatted(peak, resident));
    Files.writeString(
        folder.resolve("proc/meminfo"),
        "MemTotal: 9 kB\nMemAvailable: %d kB\n".formatted(available));
  }
}
