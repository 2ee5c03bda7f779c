package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Compares with scikit-learn; make_reference.py wrote its numbers. */
class LinearProbeTest {

  private final ScikitLearn reference = new ScikitLearn();

  @Test
  void logitsAreScikitLearns() {
    LinearProbe probe =
        LinearProbe.fit(reference.rows("features"), reference.ints("truth"), ScikitLearn.CLASSES);

    float[][] logits = probe.score(reference.rows("rows"));

    float[][] expected = reference.rows("logits");
    for (int i = 0; i < logits.length; i++) {
      assertThat(centred(logits[i])).containsExactly(centred(expected[i]), within(1e-3));
    }
  }

  @Test
  void columnThatNeverChangesDoesNotCount() {
    float[][] rows = {{5, 0}, {5, 1}, {5, 0}, {5, 1}};

    float[][] logits =
        LinearProbe.fit(rows, new int[] {0, 1, 0, 1}, 2).score(new float[][] {{5, 1}, {9, 1}});

    assertThat(logits[0][1]).isGreaterThan(logits[0][0]);
    assertThat(logits[1]).containsExactly(logits[0], within(1e-5f));
  }

  /** Softmax does not see a constant that is added to all logits. */
  private static double[] centred(float[] logits) {
    double mean = 0;
    for (float logit : logits) {
      mean += logit / logits.length;
    }
    double[] centred = new double[logits.length];
    double shift = mean;
    Arrays.setAll(centred, k -> logits[k] - shift);
    return centred;
  }
}
