package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossGuardTest {

  private final LossGuard guard = new LossGuard();

  /** Of a first loss below 1 the limit is that of 1: a loss near 0 may jump. */
  @ParameterizedTest
  @CsvSource({"0.01, 100", "2, 200", "-3, 300"})
  void lossExplodesPastAHundredTimesItsFirst(double first, double limit) {
    guard.check(first, 1, 1, 0.5);

    assertThatCode(() -> guard.check(limit, 1, 2, 0.5)).doesNotThrowAnyException();
    assertThatThrownBy(() -> guard.check(limit + 1, 3, 2, 0.5))
        .isInstanceOf(DivergenceException.class)
        .hasMessage(
            "loss exploded to %.0f at epoch 3, batch 2 (learning rate 0.5); try a smaller --lr"
                .formatted(limit + 1));
  }

  @Test
  void limitIsThatOfTheFirstLossHoweverFarItFalls() {
    guard.check(5, 1, 1, 0.5);
    guard.check(0.1, 1, 2, 0.5);

    assertThatCode(() -> guard.check(499, 1, 3, 0.5)).doesNotThrowAnyException();
  }

  @Test
  void runThatGoesOnKeepsItsFirstLoss() {
    guard.resumeAfter(5);
    guard.check(0.1, 4, 1, 0.5);

    assertThat(guard.first()).isEqualTo(5);
    assertThatCode(() -> guard.check(499, 4, 2, 0.5)).doesNotThrowAnyException();
    assertThatThrownBy(() -> guard.check(501, 4, 3, 0.5)).isInstanceOf(DivergenceException.class);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, infinite", "-Infinity, infinite"})
  void lossThatIsNoNumber(double loss, String word) {
    assertThatThrownBy(() -> guard.check(loss, 2, 17, 0.5))
        .isInstanceOf(DivergenceException.class)
        .hasMessage(
            "loss became %s at epoch 2, batch 17 (learning rate 0.5); try a smaller --lr"
                .formatted(word));
    assertThatThrownBy(() -> guard.checkValidation(loss, 2, 0.5))
        .isInstanceOf(DivergenceException.class)
        .hasMessage(
            "validation loss became %s at epoch 2 (learning rate 0.5); try a smaller --lr"
                .formatted(word));
  }

  @Test
  void validationLossMayBeLarge() {
    guard.check(1, 1, 1, 0.5);

    assertThatCode(() -> guard.checkValidation(1e6, 1, 0.5)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"0.01, 10", "2, 20"})
  void weightsAreWorthKeepingUpToTenTimesTheFirstLoss(double first, double limit) {
    guard.check(first, 1, 1, 0.5);

    assertThat(guard.isSound(limit)).isTrue();
    assertThat(guard.isSound(limit + 0.01)).isFalse();
    assertThatCode(() -> guard.checkBest(10 * limit, 2, 0.5)).doesNotThrowAnyException();
    assertThatThrownBy(() -> guard.checkBest(4.9e19, 2, 0.5))
        .isInstanceOf(DivergenceException.class)
        .hasMessage(
            "validation loss exploded to 4.90e+19 at epoch 2 (learning rate 0.5);"
                + " try a smaller --lr");
  }
}
