package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BestTest {

  @Test
  void higherMetricWinsWhateverTheLoss() {
    Best best = best("accuracy");

    assertThat(best.improves(1, values(0.5, 1.0), true)).isTrue();
    assertThat(best.improves(2, values(0.6, 2.0), true)).isTrue();
    assertThat(best.improves(3, values(0.5, 0.1), true)).isFalse();
    assertThat(best.epoch()).isEqualTo(2);
  }

  @Test
  void tiesAreBrokenByTheLowerLoss() {
    Best best = best("accuracy");

    assertThat(best.improves(1, values(0.5, 1.0), true)).isTrue();
    assertThat(best.improves(2, values(0.5, 0.9), true)).isTrue();
    assertThat(best.improves(3, values(0.5, 0.9), true)).isFalse();
    assertThat(best.epoch()).isEqualTo(2);
  }

  @Test
  void lowerLossWinsWhereTheLossDecides() {
    Best best = best("loss");

    assertThat(best.improves(1, values(0.5, 1.0), true)).isTrue();
    assertThat(best.improves(2, values(0.9, 1.1), true)).isFalse();
    assertThat(best.improves(3, values(0.1, 0.9), true)).isTrue();
    assertThat(best.epoch()).isEqualTo(3);
  }

  @Test
  void firstEpochAlwaysCounts() {
    Best best = best("accuracy");

    assertThat(best.epoch()).isZero();
    assertThat(best.improves(1, values(0, 1e9), true)).isTrue();
  }

  /** Keras's EarlyStopping counts an equal value as no improvement, whatever else gets better. */
  @Test
  void equalMetricIsNoImprovementThoughALowerLossMakesABetterEpoch() {
    Best best = best("accuracy");

    best.improves(1, values(0.5, 1.0), true);
    best.improves(2, values(0.5, 0.9), true);
    best.improves(3, values(0.4, 0.1), true);

    assertThat(best.epoch()).isEqualTo(2);
    assertThat(best.improved()).isEqualTo(1);
    best.improves(4, values(0.6, 2.0), true);
    assertThat(best.improved()).isEqualTo(4);
  }

  @Test
  void epochWhoseLossIsOutOfProportionIsNeverBetterThanOneWhoseIsNot() {
    Best best = best("accuracy");

    assertThat(best.improves(1, values(0.6, 1e19), false)).isTrue();
    assertThat(best.sound()).isFalse();
    assertThat(best.improves(2, values(0.3, 1.0), true)).isTrue();
    assertThat(best.improves(3, values(0.9, 1e19), false)).isFalse();
    assertThat(best.epoch()).isEqualTo(2);
    assertThat(best.sound()).isTrue();
  }

  private static Best best(String metric) {
    Freezing freezing = new Freezing(Set.of("fc.weight"), Set.of());
    Phase phase = new Phase("test", freezing, 5, Rates.same(List.of("fc"), 1e-3));
    return new Best(new Sketch(5, 0, 1e-3, 0, 8, metric).of(phase));
  }

  private static Map<String, Double> values(double accuracy, double loss) {
    return Map.of("validation accuracy", accuracy, "validation loss", loss);
  }
}
