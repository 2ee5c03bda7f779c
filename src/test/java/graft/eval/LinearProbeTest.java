package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.metric.Softmax;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void probabilitiesOfTwoClassesAreScikitLearns() {
    LinearProbe probe =
        LinearProbe.fit(reference.rows("two features"), reference.ints("two truth"), 2);

    float[][] logits = probe.score(reference.rows("two rows"));

    double[] expected = reference.doubles("two probabilities");
    for (int i = 0; i < logits.length; i++) {
      assertThat(Softmax.probabilities(logits[i])[1]).isCloseTo(expected[2 * i + 1], within(1e-4));
    }
  }

  /** Of three classes two have examples: those two are told apart as if there were no third. */
  @Test
  void classWithoutExamplesIsAllButImpossible() {
    int[] truth = reference.ints("two truth");
    float[][] rows = reference.rows("two rows");

    float[][] two = LinearProbe.fit(reference.rows("two features"), truth, 2).score(rows);
    float[][] three = LinearProbe.fit(reference.rows("two features"), truth, 3).score(rows);

    assertThat(three[0]).startsWith(two[0]);
    assertThat(Softmax.probabilities(three[0])[2]).isBetween(1e-9, 1e-6);
  }

  @Test
  void stopEndsTheFit() {
    AtomicInteger asked = new AtomicInteger();

    assertThatThrownBy(
            () ->
                LinearProbe.fit(
                    reference.rows("features"),
                    reference.ints("truth"),
                    ScikitLearn.CLASSES,
                    () -> asked.incrementAndGet() > 2))
        .isInstanceOf(CancellationException.class)
        .hasMessage("stopped while fitting the linear probe");
    assertThat(asked).hasValue(3);
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
