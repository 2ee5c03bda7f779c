package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftmaxTest {

  static Stream<JsonNode> logits() {
    return Reference.cases("logits");
  }

  @ParameterizedTest
  @MethodSource("logits")
  void probabilitiesEqualScipy(JsonNode expected) {
    for (int row = 0; row < expected.get("logits").size(); row++) {
      float[] logits = Reference.floats(expected.get("logits").get(row));

      double[] probabilities = Softmax.probabilities(logits);

      assertThat(probabilities)
          .containsExactly(
              Reference.doubles(expected.get("probabilities").get(row)), within(1e-14));
    }
  }

  @ParameterizedTest
  @MethodSource("logits")
  void lossesEqualScipy(JsonNode expected) {
    float[][] logits = new float[expected.get("logits").size()][];
    Arrays.setAll(logits, row -> Reference.floats(expected.get("logits").get(row)));

    double[] losses = CrossEntropy.of(logits, Reference.ints(expected.get("truth")));

    assertThat(losses).containsExactly(Reference.doubles(expected.get("losses")), within(1e-9));
  }

  @Test
  void largestFloatsDoNotOverflow() {
    float[] logits = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE};

    assertThat(Softmax.probabilities(logits)).containsExactly(0.5, 0, 0.5);
    assertThat(CrossEntropy.of(logits, 1)).isEqualTo(2.0 * Float.MAX_VALUE);
  }

  @Test
  void impossibleClassHasProbabilityZero() {
    float[] logits = {0, Float.NEGATIVE_INFINITY};

    assertThat(Softmax.probabilities(logits)).containsExactly(1, 0);
    assertThat(CrossEntropy.of(logits, 1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void certaintyOfTheTruthCostsNothing() {
    assertThat(CrossEntropy.of(new float[] {500, -500}, 0)).isEqualTo(0.0);
  }

  @Test
  void oneNanMakesAllNan() {
    assertThat(Softmax.logProbabilities(new float[] {1, Float.NaN})).containsOnly(Double.NaN);
  }

  @Test
  void noLogits() {
    assertThatThrownBy(() -> Softmax.probabilities(new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("softmax needs at least one logit, received none");
  }

  @Test
  void truthBeyondTheClasses() {
    assertThatThrownBy(() -> CrossEntropy.of(new float[] {1, 2}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class must be from 0 to 1, received 2");
  }

  @Test
  void rowsWithoutTruth() {
    assertThatThrownBy(() -> CrossEntropy.of(new float[2][2], new int[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("each row of logits needs one truth, received 2 rows and 1 truths");
  }
}
