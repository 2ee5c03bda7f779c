package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntervalsTest {

  static Stream<JsonNode> shares() {
    return Reference.cases("wilson");
  }

  @ParameterizedTest
  @MethodSource("shares")
  void wilsonEqualsStatsmodels(JsonNode expected) {
    int hits = expected.get("hits").asInt();
    int n = expected.get("n").asInt();

    Interval interval = Intervals.wilson(hits, n);

    assertThat(interval.value()).isEqualTo((double) hits / n);
    assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), within(1e-12));
    assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), within(1e-12));
  }

  @Test
  void wilsonHoldsItsValueForEveryShareOfSmallCounts() {
    for (int n = 1; n <= 200; n++) {
      for (int hits = 0; hits <= n; hits++) {
        Interval interval = Intervals.wilson(hits, n);

        assertThat(interval.low()).isBetween(0.0, interval.value());
        assertThat(interval.high()).isBetween(interval.value(), 1.0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 3", "4, 3"})
  void wilsonOfImpossibleCounts(int hits, int n) {
    assertThatThrownBy(() -> Intervals.wilson(hits, n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("share needs 0 <= hits <= n and n >= 1, received %d of %d".formatted(hits, n));
  }

  @Test
  void bootstrapOfAMeanIsCloseToScipy() {
    JsonNode expected = Reference.of("bootstrap");
    double[] values = Reference.doubles(expected.get("values"));

    Interval interval = Intervals.bootstrap(values.length, meanOf(values), 20_000, 7);

    assertThat(interval.value())
        .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-12));
    assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), within(0.01));
    assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), within(0.01));
  }

  @Test
  void bootstrapDependsOnItsSeedOnly() {
    double[] values = {1, 2, 3, 5, 8, 13};

    Interval first = Intervals.bootstrap(6, meanOf(values), 200, 42);

    assertThat(Intervals.bootstrap(6, meanOf(values), 200, 42)).isEqualTo(first);
    assertThat(Intervals.bootstrap(6, meanOf(values), 200, 43)).isNotEqualTo(first);
  }

  @Test
  void bootstrapHoldsItsValueWhereNoResampleReachesIt() {
    ToDoubleFunction<int[]> distinct = indices -> Arrays.stream(indices).distinct().count();

    Interval interval = Intervals.bootstrap(100, distinct, 200, 7);

    assertThat(interval.value()).isEqualTo(100);
    assertThat(interval.high()).isEqualTo(100);
    assertThat(interval.low()).isBetween(50.0, 65.0);
  }

  @Test
  void bootstrapOfOneExampleIsAPoint() {
    assertThat(Intervals.bootstrap(1, meanOf(new double[] {2}), 1, 7))
        .isEqualTo(new Interval(2, 2, 2));
  }

  @Test
  void bootstrapOfNothing() {
    assertThatThrownBy(() -> Intervals.bootstrap(0, indices -> 0, 10, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bootstrap needs at least 1 example and 1 resample, received 0 and 10");
  }

  @Test
  void bootstrapOfWhatIsNoNumber() {
    assertThatThrownBy(() -> Intervals.bootstrap(3, indices -> Double.NaN, 10, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("statistic must be finite, received NaN");
  }

  private static ToDoubleFunction<int[]> meanOf(double[] values) {
    return indices -> Arrays.stream(indices).mapToDouble(i -> values[i]).average().orElseThrow();
  }
}
