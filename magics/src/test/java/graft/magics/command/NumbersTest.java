package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({"1e-3,0.001", "0.001,0.001", ".5,0.5", "5.,5", "+2,2", "1E2,100", "3,3"})
  void numbersAsPeopleWriteThem(String text, double expected) {
    assertThat(Numbers.positive("--lr", "auto|X", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "0x1p3", "1f", "1d", "1_000", "٣", "e3"})
  void whatOnlyJavaTakesIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.positive("--lr", "auto|X", text))
        .withMessage(
            "--lr takes auto|X, received " + text + "; write a number such as 0.001 or 1e-3");
  }

  @Test
  void decimalCommaIsAnsweredWithAPoint() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.positive("--lr", "auto|X", "0,001"))
        .withMessage("--lr takes auto|X, received 0,001; write 0.001");
  }

  @Test
  void localeChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(Numbers.positive("--lr", "auto|X", "0.001")).isEqualTo(0.001);
      assertThat(Numbers.whole("--seed", "N", "1000")).isEqualTo(1000);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void tooLargeAndTooSmallForADouble() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.positive("--lr", "auto|X", "1e999"))
        .withMessage("--lr must be finite, received 1e999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.positive("--lr", "auto|X", "1e-999"))
        .withMessage("--lr must be > 0, received 1e-999");
  }

  @Test
  void overflowOfWholeNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.between("--epochs", "auto|N", "2147483648", 1))
        .withMessage("--epochs must be <= 2147483647, received 2147483648");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.whole("--seed", "N", "9223372036854775808"))
        .withMessage("--seed must be <= 9223372036854775807, received 9223372036854775808");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.whole("--seed", "N", "-9223372036854775809"))
        .withMessage("--seed must be >= -9223372036854775808, received -9223372036854775809");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.0", "1e3", "3,000", "three", "", "٣", "0x10"})
  void wholeNumbersOnly(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.between("--epochs", "auto|N", text, 1))
        .withMessage("--epochs takes auto|N, received " + text + "; write a whole number");
  }

  @Test
  void limitsThemselvesAreTaken() {
    assertThat(Numbers.between("--epochs", "N", "2147483647", 1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(Numbers.whole("--seed", "N", "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(Numbers.between("--keep", "N", "0", 0)).isZero();
  }
}
