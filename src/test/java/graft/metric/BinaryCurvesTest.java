package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import graft.metric.BinaryCurves.Point;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryCurvesTest {

  private static final Offset<Double> ROUNDING = within(1e-12);

  static Stream<JsonNode> cases() {
    return Reference.cases("curves");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void curvesAreThoseOfScikitLearn(JsonNode expected) {
    BinaryCurves curves =
        BinaryCurves.of(
            Reference.doubles(expected.get("scores")), booleans(expected.get("positive")));

    assertThat(xs(curves.roc()))
        .containsExactly(Reference.doubles(expected.get("falsePositiveRate")), ROUNDING);
    assertThat(ys(curves.roc()))
        .containsExactly(Reference.doubles(expected.get("truePositiveRate")), ROUNDING);
    assertThat(xs(curves.precisionRecall()))
        .containsExactly(Reference.doubles(expected.get("recall")), ROUNDING);
    assertThat(ys(curves.precisionRecall()))
        .containsExactly(Reference.doubles(expected.get("precision")), ROUNDING);
    assertThat(curves.areaUnderRoc()).isCloseTo(expected.get("area").asDouble(), ROUNDING);
    assertThat(curves.averagePrecision())
        .isCloseTo(expected.get("averagePrecision").asDouble(), ROUNDING);
  }

  @Test
  void oneKindAloneHasNoCurve() {
    assertThatThrownBy(() -> BinaryCurves.of(new double[] {0.5, 0.7}, new boolean[] {true, true}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "curves need a score an example, and examples of both classes, "
                + "received 2 scores, 2 of 2 positive");
  }

  private static double[] xs(List<Point> points) {
    return points.stream().mapToDouble(Point::x).toArray();
  }

  private static double[] ys(List<Point> points) {
    return points.stream().mapToDouble(Point::y).toArray();
  }

  private static boolean[] booleans(JsonNode array) {
    List<Boolean> values =
        StreamSupport.stream(array.spliterator(), false).map(JsonNode::asBoolean).toList();
    boolean[] booleans = new boolean[values.size()];
    for (int i = 0; i < booleans.length; i++) {
      booleans[i] = values.get(i);
    }
    return booleans;
  }
}
