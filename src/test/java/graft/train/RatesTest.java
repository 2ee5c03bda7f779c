package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {

  private static final List<String> GROUPS = List.of("layer3", "layer4", "fc");

  @Test
  void spreadRatesGrowInEqualRatios() {
    Rates rates = Rates.spread(GROUPS, 1e-5, 1e-3);

    assertThat(rates.of("layer3")).isCloseTo(1e-5, within(1e-18));
    assertThat(rates.of("layer4")).isCloseTo(1e-4, within(1e-17));
    assertThat(rates.of("fc")).isEqualTo(1e-3);
    assertThat(rates.largest()).isEqualTo(1e-3);
  }

  @Test
  void rateOfAnOnlyGroupIsTheLastOne() {
    assertThat(Rates.spread(List.of("fc"), 1e-5, 1e-3).of("fc")).isEqualTo(1e-3);
  }

  @Test
  void decayingRatesAreAShareOfTheRateBehind() {
    Rates rates = Rates.decaying(GROUPS, 0.8, 0.5);

    assertThat(rates.of("layer3")).isCloseTo(0.2, within(1e-15));
    assertThat(rates.of("layer4")).isCloseTo(0.4, within(1e-15));
    assertThat(rates.of("fc")).isEqualTo(0.8);
  }

  @Test
  void timesScalesAllAndKeepsTheOrder() {
    Rates rates = Rates.same(GROUPS, 0.5).times(0.5);

    assertThat(rates.byGroup().keySet()).containsExactlyElementsOf(GROUPS);
    assertThat(rates.byGroup().values()).containsOnly(0.25);
  }

  @Test
  void laterChangesOfTheMapChangeNothing() {
    Map<String, Double> given = new LinkedHashMap<>(Map.of("fc", 1.0));
    Rates rates = new Rates(given);

    given.put("fc", 2.0);

    assertThat(rates.of("fc")).isEqualTo(1);
  }

  @Test
  void nothingHasNoRate() {
    assertThat(new Rates(Map.of()).largest()).isZero();
  }

  @Test
  void unknownGroup() {
    assertThatThrownBy(() -> Rates.same(List.of("layer4", "fc"), 1e-3).of("layer3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no learning rate for 'layer3'; there are rates for [layer4, fc]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-3, Double.NaN})
  void ratesOutOfRange(double rate) {
    assertThatThrownBy(() -> Rates.same(List.of("fc"), rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learning rate of 'fc' must be >= 0, received " + rate);
  }
}
