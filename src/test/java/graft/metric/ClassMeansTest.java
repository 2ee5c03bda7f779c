package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassMeansTest {

  static Stream<JsonNode> classifications() {
    return Reference.cases("classifications");
  }

  @ParameterizedTest
  @MethodSource("classifications")
  void meansEqualScikitLearns(JsonNode expected) {
    ClassMeans means =
        ClassMeans.of(
            Reference.ints(expected.get("truth")),
            Reference.ints(expected.get("predicted")),
            expected.get("classes").asInt());

    assertThat(means.macroF1().value())
        .isCloseTo(expected.get("macroF1").asDouble(), within(1e-12));
    assertThat(means.balancedAccuracy().value())
        .isCloseTo(expected.get("balancedAccuracy").asDouble(), within(1e-12));
  }

  @Test
  void absentClassIsLeftOutAndTakesTheInterval() {
    int[] twenty = new int[20];
    Arrays.fill(twenty, 10, 20, 1);

    assertThat(ClassMeans.of(twenty, twenty, 3).macroF1()).isEqualTo(Interval.unknown(1));
    assertThat(ClassMeans.of(twenty, twenty, 3).balancedAccuracy()).isEqualTo(Interval.unknown(1));
    assertThat(ClassMeans.of(twenty, twenty, 2).macroF1().low()).isBetween(0.7, 0.95);
  }

  /** No mistake was seen; one in each class weighs 1/7 with four examples each. */
  @Test
  void allRightIsNotCertain() {
    int[] eight = {0, 0, 0, 0, 1, 1, 1, 1};

    Interval macroF1 = ClassMeans.of(eight, eight, 2).macroF1();

    assertThat(macroF1.value()).isEqualTo(1);
    assertThat(macroF1.low()).isCloseTo(1 + Math.log(0.025) / 7, within(1e-9));
    assertThat(macroF1.high()).isEqualTo(1);
  }

  @Test
  void modelAgainstItselfIsNotCertainEither() {
    int[] truth = new int[200];
    Arrays.setAll(truth, i -> i % 2);
    int[] predicted = truth.clone();
    predicted[3] = 0;
    ClassMeans means = ClassMeans.of(truth, predicted, 2);

    Interval difference = means.macroF1Minus(means);

    assertThat(difference.value()).isZero();
    assertThat(difference.low()).isBetween(-0.05, -0.01);
    assertThat(difference.high()).isBetween(0.01, 0.05);
  }

  @Test
  void clearDifferenceIsTold() {
    int[] truth = new int[300];
    Arrays.setAll(truth, i -> i % 3);
    int[] good = spoiled(truth, 20);
    int[] bad = spoiled(truth, 5);

    Interval difference = ClassMeans.of(truth, good, 3).macroF1Minus(ClassMeans.of(truth, bad, 3));

    assertThat(difference.value()).isBetween(0.1, 0.2);
    assertThat(difference.low()).isPositive();
  }

  private static int[] spoiled(int[] truth, int every) {
    int[] predicted = truth.clone();
    for (int i = 0; i < predicted.length; i += every) {
      predicted[i] = (truth[i] + 1) % 3;
    }
    return predicted;
  }
}
