package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.RunListener.BatchProgress;
import graft.data.Watch;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScratchClockTest {

  private static final TrainingHistory NONE =
      new TrainingHistory(
          0, "", "", "", "", true, 0, List.of(), Outcome.RUNNING, 0, Map.of(), Map.of());

  private final List<String> heard = new ArrayList<>();
  private final Watch watch =
      new Watch((done, total, what) -> heard.add(what + " " + done + "/" + total), () -> false);
  private double seconds;

  /**
   * Two seconds to prepare, one step of 5 s to warm up, then steps of 1 s: 10 epochs of 4 steps and
   * 3 validation batches at a third of a step make 2 + 5 + 39 + 10.
   */
  @Test
  void estimateIsThatOfTheStepsAfterTheFirst() {
    ScratchClock clock = new ScratchClock(watch, 3, () -> (long) (seconds * 1e9));

    seconds = 2;
    clock.preparing(NONE, "pictures decoded", 7, 7);
    seconds = 7;
    clock.batchEnded(NONE, new BatchProgress(1, 10, 1, 4, 0.7));
    seconds = 8;
    clock.batchEnded(NONE, new BatchProgress(1, 10, 2, 4, 0.7));
    seconds = 9;
    clock.batchEnded(NONE, new BatchProgress(1, 10, 3, 4, 0.7));
    seconds = 30;
    clock.batchEnded(NONE, new BatchProgress(1, 10, 4, 4, 0.7));

    assertThat(clock.estimate()).isCloseTo(56, within(1e-6));
    assertThat(heard)
        .containsExactly(
            "pictures decoded 7/7",
            "scratch baseline, being timed: step 1/40",
            "scratch baseline, about 56.0 s in all: step 2/40",
            "scratch baseline, about 56.0 s in all: step 3/40",
            "scratch baseline, about 56.0 s in all: step 4/40");
  }

  @Test
  void oneStepIsAllThereIs() {
    ScratchClock clock = new ScratchClock(watch, 0, () -> (long) (seconds * 1e9));

    seconds = 3;
    clock.batchEnded(NONE, new BatchProgress(1, 1, 1, 1, 0.7));

    assertThat(clock.estimate()).isCloseTo(3, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0.04, 0.0 s", "59.94, 59.9 s", "60, 1 min 00 s", "125.4, 2 min 05 s"})
  void secondsInWords(double duration, String words) {
    assertThat(ScratchClock.words(duration)).isEqualTo(words);
  }
}
