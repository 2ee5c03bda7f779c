package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntervalsTest {

  static Stream<JsonNode> shares() {
    return Reference.cases("shares");
  }

  @ParameterizedTest
  @MethodSource("shares")
  void shareEqualsStatsmodels(JsonNode expected) {
    int hits = expected.get("hits").asInt();
    int n = expected.get("n").asInt();

    Interval interval = Intervals.share(hits, n);

    assertThat(interval.value()).isEqualTo((double) hits / n);
    assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), within(1e-12));
    assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), within(1e-12));
  }

  /** The sum over all outcomes is exact, so that nothing is left to chance. */
  @Test
  void shareHoldsTheTruthInAtLeast95PercentOfAllSamples() {
    for (int n = 1; n <= 40; n++) {
      for (double truth = 0.01; truth < 1; truth += 0.01) {
        double held = 0;
        double chance = Math.pow(1 - truth, n);
        for (int hits = 0; hits <= n; hits++) {
          Interval interval = Intervals.share(hits, n);
          held += interval.low() <= truth && truth <= interval.high() ? chance : 0;
          chance *= truth / (1 - truth) * (n - hits) / (hits + 1);
        }
        assertThat(held).as("%d examples, %.2f", n, truth).isGreaterThan(0.95 - 1e-9);
      }
    }
  }

  @Test
  void shareOfNothing() {
    assertThat(Intervals.share(0, 0)).isEqualTo(Interval.UNDEFINED);
  }

  @ParameterizedTest
  @CsvSource({"0, -1", "-1, 3", "4, 3"})
  void shareOfImpossibleCounts(int hits, int n) {
    assertThatThrownBy(() -> Intervals.share(hits, n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("share needs 0 <= hits <= n, received %d of %d".formatted(hits, n));
  }

  /** As many as 3.689 events may be expected where none was seen, -log(0.025). */
  @Test
  void differenceWithoutDiscordantExamplesIsNotCertain() {
    Interval difference = Intervals.shareDifference(0, 0, 300);

    assertThat(difference.value()).isZero();
    assertThat(difference.low()).isCloseTo(Math.log(0.025) / 300, within(1e-9));
    assertThat(difference.high()).isEqualTo(-difference.low());
  }

  @Test
  void differenceOfSharesStaysBetweenMinusOneAndOne() {
    assertThat(Intervals.shareDifference(2, 0, 2).high()).isEqualTo(1);
    assertThat(Intervals.shareDifference(0, 1, 1).low()).isEqualTo(-1);
  }

  @Test
  void lossOfFewExamplesIsNotKnown() {
    double[] losses = new double[60];
    Arrays.fill(losses, 0.01);

    Interval loss = Intervals.loss(losses, losses);

    assertThat(loss.value()).isCloseTo(0.01, within(1e-12));
    assertThat(loss.isKnown()).isFalse();
  }

  @Test
  void oneConfidentAnswerMakesTheLossUnknown() {
    double[] losses = new double[400];
    Arrays.fill(losses, 0.5);
    double[] margins = losses.clone();
    Interval usual = Intervals.loss(losses, margins);
    margins[7] = 100;

    assertThat(usual.isKnown()).isTrue();
    assertThat(usual.low()).isBetween(0.2, 0.5);
    assertThat(usual.high()).isBetween(0.5, 0.9);
    assertThat(Intervals.loss(losses, margins).isKnown()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 5", "8, 5"})
  void lossesOfFewExamplesAreTooCloseToCall(int n, double difference) {
    double[] high = new double[n];
    Arrays.fill(high, difference);

    Interval interval = Intervals.lossDifference(high, high, new double[n], new double[n]);

    assertThat(interval.value()).isCloseTo(difference, within(1e-12));
    assertThat(interval.low()).isNegative();
  }

  @Test
  void lossesOfManyExamplesAreTold() {
    double[] high = new double[2000];
    Arrays.fill(high, 0.4);

    Interval interval = Intervals.lossDifference(high, high, new double[2000], new double[2000]);

    assertThat(interval.low()).isPositive();
  }
}
