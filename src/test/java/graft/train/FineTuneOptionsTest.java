package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.train.FineTuneOptions.Recipe;
import graft.train.FineTuneOptions.ScheduleChoice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FineTuneOptionsTest {

  private static final FineTuneOptions NONE = FineTuneOptions.defaults();

  @Test
  void nothingIsSaidAtFirst() {
    assertThat(NONE.said(TrainingOption.EPOCHS)).isEmpty();
    assertThat(NONE.words()).isEmpty();
    assertThat(NONE.said()).isEmpty();
  }

  @Test
  void whatIsSaidComesInTheOrderOfTheOptions() {
    FineTuneOptions two = NONE.with(TrainingOption.SEED, 7L).with(TrainingOption.EPOCHS, 3);

    assertThat(two.said()).isEqualTo(List.of(TrainingOption.EPOCHS, TrainingOption.SEED));
  }

  @Test
  void wordsAreWhatUsersType() {
    FineTuneOptions all =
        NONE.with(TrainingOption.SEED, 7L)
            .with(TrainingOption.TIME_LIMIT, Duration.ofMinutes(150))
            .with(TrainingOption.WEIGHT_DECAY, 1e-4)
            .with(TrainingOption.RATES, new RateChoice.Spread(1e-5, 1e-3))
            .with(TrainingOption.SCHEDULE, ScheduleChoice.ONE_CYCLE)
            .with(TrainingOption.RECIPE, Recipe.TWO_STEP)
            .with(TrainingOption.EPOCHS, 3);

    assertThat(all.words())
        .isEqualTo(
            "--recipe two-step --epochs 3 --lr 1e-5..0.001 --schedule one-cycle"
                + " --weight-decay 1e-4 --time-limit 2h30m --seed 7");
  }

  @Test
  void orderOfSayingDoesNotMatter() {
    FineTuneOptions one = NONE.with(TrainingOption.EPOCHS, 3).with(TrainingOption.BATCH, 4);
    FineTuneOptions other = NONE.with(TrainingOption.BATCH, 4).with(TrainingOption.EPOCHS, 3);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.words());
  }

  @Test
  void lastWordCounts() {
    FineTuneOptions options = NONE.with(TrainingOption.EPOCHS, 3).with(TrainingOption.EPOCHS, 4);

    assertThat(options.said(TrainingOption.EPOCHS)).contains(4);
  }

  @Test
  void epochsZero() {
    assertThatThrownBy(() -> NONE.with(TrainingOption.EPOCHS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs must be >= 1, received 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void sharesOutOfRange(double share) {
    assertThatThrownBy(() -> NONE.with(TrainingOption.LABEL_SMOOTHING, share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label smoothing must be at least 0 and below 1, received " + share);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void learningRatesOutOfRange(double rate) {
    assertThatThrownBy(() -> new RateChoice.Single(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learning rate must be > 0, received " + rate);
  }

  @Test
  void weightDecayBelowZero() {
    assertThatThrownBy(() -> NONE.with(TrainingOption.WEIGHT_DECAY, -1.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight decay must be >= 0, received -1.0");
  }

  @Test
  void timeLimitOfNothing() {
    assertThatThrownBy(() -> NONE.with(TrainingOption.TIME_LIMIT, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("time limit must be > 0, received PT0S");
  }
}
