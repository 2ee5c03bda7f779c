package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitRuleTest {

  @Test
  void readsTrainValidationTest() {
    assertThat(SplitRule.parse(" 80/10/10 ")).isEqualTo(new SplitRule(80, 10, 10));
    assertThat(SplitRule.parse("80/20/0")).hasToString("80/20/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          70/20/20 | split must sum to 100, received 70/20/20, which sums to 110
          0/50/50 | training share must be > 0, received 0/50/50
          90/0/10 | validation share must be > 0, received 90/0/10
          """)
  void impossibleSharesAreNamed(String text, String message) {
    assertThatThrownBy(() -> SplitRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "70", "80/20", "70/15/15/0", "a/b/c", "70.5/14.5/15", "-70/85/85"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> SplitRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "split must be train/val/test in whole per cent, like 70/15/15, received " + text);
  }

  @Test
  void negativeTestShareIsRefused() {
    assertThatThrownBy(() -> new SplitRule(70, 40, -10))
        .hasMessage("test share must be >= 0, received 70/40/-10");
  }
}
