package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuneOptions.MetricChoice;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FineTuneOptionsTest {

  private static final FineTuneOptions DEFAULTS = FineTuneOptions.defaults();

  @Test
  void everyOptionCanBeSetAlone() {
    FineTuneOptions all =
        DEFAULTS
            .withEpochs(3)
            .withLearningRate(0.5)
            .withBatch(4)
            .withAugment(Augment.LIGHT)
            .withMetric(MetricChoice.LOSS)
            .withWeightDecay(0.25)
            .withSeed(7)
            .withDevice(DeviceChoice.CPU);

    assertThat(all)
        .isEqualTo(
            new FineTuneOptions(
                OptionalInt.of(3),
                OptionalDouble.of(0.5),
                4,
                Augment.LIGHT,
                MetricChoice.LOSS,
                OptionalDouble.of(0.25),
                7,
                DeviceChoice.CPU));
  }

  @Test
  void valuesOutOfRange() {
    assertRefused(() -> DEFAULTS.withEpochs(0), "epochs must be >= 1, received 0");
    assertRefused(
        () -> DEFAULTS.withLearningRate(-0.1), "learning rate must be > 0, received -0.1");
    assertRefused(
        () -> DEFAULTS.withLearningRate(Double.NaN), "learning rate must be > 0, received NaN");
    assertRefused(() -> DEFAULTS.withBatch(0), "batch must be >= 1, received 0");
    assertRefused(() -> DEFAULTS.withWeightDecay(-1), "weight decay must be >= 0, received -1.0");
  }

  private static void assertRefused(ThrowingCallable change, String message) {
    assertThatThrownBy(change).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
