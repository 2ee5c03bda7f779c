package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int READINGS = 5;
  private static final long PAUSE_MILLIS = 60;

  @TempDir Path folder;

  /**
   * The twentieth model against the fifth, with two neighbours each. A model that stayed open would
   * add 11 MB.
   */
  @Test
  void loadingAndTrainingAgainNeedsNoMoreMemory() throws Exception {
    assumeTrue(Files.exists(STATUS), "this system does not tell resident memory in /proc");
    try (Lesson lesson = new Lesson(folder)) {
      lesson.run("%data sample:leaves,classes=3,count=12,size=64");
      loadAndTrain(lesson, 2);
      double fifth = Math.max(loadAndTrain(lesson, 1), loadAndTrain(lesson, 1));
      fifth = Math.max(fifth, loadAndTrain(lesson, 1));
      loadAndTrain(lesson, 12);
      double twentieth = Math.min(loadAndTrain(lesson, 1), loadAndTrain(lesson, 1));
      twentieth = Math.min(twentieth, loadAndTrain(lesson, 1));

      assertThat(twentieth).isLessThan(1.05 * fifth);
    }
  }

  private static double loadAndTrain(Lesson lesson, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      lesson.cells("%pretrained graft-nano", "%finetune --epochs 2");
    }
    return residentMegabytes();
  }

  /** Returns the lowest of some readings: the JVM gives collected memory back in the background. */
  private static double residentMegabytes() throws Exception {
    System.gc();
    double lowest = Double.MAX_VALUE;
    for (int i = 0; i < READINGS; i++) {
      Thread.sleep(PAUSE_MILLIS);
      lowest = Math.min(lowest, reading());
    }
    return lowest;
  }

  private static double reading() throws IOException {
    String line =
        Files.readAllLines(STATUS).stream()
            .filter(each -> each.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
  }
}
