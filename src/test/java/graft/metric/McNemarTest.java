package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class McNemarTest {

  static Stream<JsonNode> cases() {
    return Reference.cases("mcnemar");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void pValueEqualsStatsmodels(JsonNode expected) {
    double p = McNemar.exact(expected.get("onlyFirst").asInt(), expected.get("onlySecond").asInt());

    assertThat(p).isCloseTo(expected.get("p").asDouble(), within(1e-10));
  }

  /** Of 10 tosses at most 1 heads or at most 1 tails: 2 (1 + 10) / 1024. */
  @Test
  void tenTossesByHand() {
    assertThat(McNemar.exact(1, 9)).isCloseTo(22 / 1024.0, within(1e-15));
  }

  @Test
  void orderDoesNotMatter() {
    assertThat(McNemar.exact(3, 12)).isEqualTo(McNemar.exact(12, 3));
  }

  /** 2 to the power of -5000 is no number that a double holds. */
  @Test
  void countsOfALargeTestSet() {
    assertThat(McNemar.exact(2500, 2500)).isEqualTo(1);
    assertThat(McNemar.exact(2450, 2550)).isCloseTo(0.1615, within(1e-4));
    assertThat(McNemar.exact(0, 5000)).isZero();
  }

  @Test
  void negativeCount() {
    assertThatThrownBy(() -> McNemar.exact(-1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("counts must be >= 0, received -1 and 2");
  }
}
