package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfusionMatrixTest {

  private static final Offset<Double> ROUNDING = within(1e-12);

  static Stream<JsonNode> classifications() {
    return Reference.cases("classifications");
  }

  @ParameterizedTest
  @MethodSource("classifications")
  void scoresEqualScikitLearn(JsonNode expected) {
    int[] truth = Reference.ints(expected.get("truth"));
    int[] predicted = Reference.ints(expected.get("predicted"));

    ConfusionMatrix matrix = ConfusionMatrix.of(truth, predicted, expected.get("classes").asInt());

    assertThat(matrix.counts().stream().flatMap(List::stream).toList())
        .isEqualTo(flat(expected.get("counts")));
    assertThat(matrix.examples()).isEqualTo(truth.length);
    assertThat(matrix.accuracy()).isCloseTo(expected.get("accuracy").asDouble(), ROUNDING);
    assertThat(matrix.macroF1()).isCloseTo(expected.get("macroF1").asDouble(), ROUNDING);
    assertThat(matrix.balancedAccuracy())
        .isCloseTo(expected.get("balancedAccuracy").asDouble(), ROUNDING);
    assertThat(matrix.supports()).isEqualTo(Reference.ints(expected.get("supports")));
    assertThat(scores(matrix, matrix::precision))
        .containsExactly(Reference.doubles(expected.get("precision")), ROUNDING);
    assertThat(scores(matrix, matrix::recall))
        .containsExactly(Reference.doubles(expected.get("recall")), ROUNDING);
    assertThat(scores(matrix, matrix::f1))
        .containsExactly(Reference.doubles(expected.get("f1")), ROUNDING);
  }

  @Test
  void countsOfAHandfulOfExamples() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(new int[] {0, 0, 1, 1, 1}, new int[] {0, 1, 1, 1, 0}, 2);

    assertThat(matrix).isEqualTo(new ConfusionMatrix(List.of(List.of(1, 1), List.of(1, 2))));
    assertThat(matrix.hits()).isEqualTo(3);
    assertThat(matrix.predicted(0)).isEqualTo(2);
    assertThat(matrix.support(1)).isEqualTo(3);
  }

  @Test
  void classThatIsNeitherPresentNorPredicted() {
    ConfusionMatrix matrix = ConfusionMatrix.of(new int[] {0}, new int[] {0}, 2);

    assertThat(matrix.precision(1)).isNaN();
    assertThat(matrix.recall(1)).isNaN();
    assertThat(matrix.f1(1)).isNaN();
    assertThat(matrix.macroF1()).isEqualTo(1);
  }

  @Test
  void noExamples() {
    ConfusionMatrix matrix = ConfusionMatrix.of(new int[0], new int[0], 2);

    assertThat(matrix.accuracy()).isNaN();
    assertThat(matrix.macroF1()).isNaN();
  }

  @Test
  void lengthsThatDiffer() {
    assertThatThrownBy(() -> ConfusionMatrix.of(new int[2], new int[3], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("each example needs one truth and one prediction, received 2 and 3");
  }

  @Test
  void indexBeyondTheClasses() {
    assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {0}, new int[] {2}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class must be from 0 to 1, received 2");
    assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {-1}, new int[] {0}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class must be from 0 to 1, received -1");
  }

  @Test
  void countsThatAreNotSquareOrNegative() {
    assertThatThrownBy(() -> new ConfusionMatrix(List.of(List.of(1), List.of(1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "confusion matrix of 2 classes needs rows of as many counts >= 0, received [1]");
    assertThatThrownBy(() -> new ConfusionMatrix(List.of(List.of(-1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "confusion matrix of 1 classes needs rows of as many counts >= 0, received [-1]");
  }

  private static List<Integer> flat(JsonNode rows) {
    return IntStream.range(0, rows.size())
        .flatMap(row -> IntStream.of(Reference.ints(rows.get(row))))
        .boxed()
        .toList();
  }

  private static double[] scores(ConfusionMatrix matrix, IntToDoubleFunction score) {
    return IntStream.range(0, matrix.classes()).mapToDouble(score).toArray();
  }
}
