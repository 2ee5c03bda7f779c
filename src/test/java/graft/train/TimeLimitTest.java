package graft.train;

import static graft.train.TinyTraining.fit;
import static graft.train.TinyTraining.pictures;
import static org.assertj.core.api.Assertions.assertThat;

import graft.data.BatchSource;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

  private static final BatchSource TRAINING = pictures(32, 1);
  private static final BatchSource VALIDATION = pictures(16, 2);

  private final TinyTraining tiny = TinyTraining.twoStages();
  private final Counting listener = new Counting();

  @AfterEach
  void close() {
    tiny.close();
  }

  @Test
  void limitThatPassesAtOnceGivesOneValidatedEpoch() {
    Fit fit = train(1e-9);

    assertThat(listener.batches).isEqualTo(1);
    assertThat(fit.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(fit.epochs()).hasSize(1);
    assertThat(fit.bestEpoch()).isEqualTo(1);
    assertThat(fit.epochs().get(0).values().get("validation loss")).isFinite();
    assertThat(fit.warnings())
        .containsExactly(
            "the time limit ended training in epoch 1;"
                + " a run that a limit cuts cannot be repeated exactly");
  }

  /** Its hundred epochs would take twenty seconds; at most twenty batches fit into one. */
  @Test
  void limitEndsALongRunInTime() {
    listener.pauseMillis = 50;

    Fit fit = train(1);

    assertThat(fit.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(fit.epochs()).hasSizeLessThan(100);
    assertThat(listener.batches).isLessThanOrEqualTo(1000 / 50);
    assertThat(fit.warnings()).hasSize(1);
  }

  @Test
  void limitThatDoesNotPassChangesNothing() {
    Fit limited = train(1000);

    assertThat(limited.epochs()).hasSize(100);
    assertThat(limited.warnings()).isEmpty();
  }

  @Test
  void limitKeepsTimeBackForValidation() {
    Deadline deadline = new Deadline(OptionalDouble.of(100));

    assertThat(deadline.passed()).isFalse();
    deadline.reserveAtMost(101);
    assertThat(deadline.passed()).isTrue();
    deadline.reserve(50);
    assertThat(deadline.passed()).isFalse();
    deadline.reserveAtMost(101);
    assertThat(deadline.passed()).isFalse();
  }

  @Test
  void withoutALimitNothingPasses() {
    Deadline none = new Deadline(OptionalDouble.empty());

    none.reserve(Double.MAX_VALUE);

    assertThat(none.passed()).isFalse();
  }

  private Fit train(double seconds) {
    TrainingPlan open = TinyTraining.plan(100, 1e-3).of(tiny.network, FreezePolicy.backbone());
    TrainingPlan limited =
        new TrainingPlan(
            open.phases(),
            open.patience(),
            open.batch(),
            open.updates(),
            open.precision(),
            open.metric(),
            open.seed(),
            OptionalDouble.of(seconds),
            open.decisions());
    return fit(tiny.tuner(limited), TRAINING, VALIDATION, listener);
  }

  /** Counts batches, and takes its time. */
  private static final class Counting implements TrainingListener {

    private int batches;
    private long pauseMillis;

    @Override
    public void batchEnded(int epoch, int batch, int of, double loss) {
      batches++;
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime()); // may come back early
      }
    }
  }
}
