package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void wordsHaveRateAndTimeLeft() {
    Progress progress = new Progress(2, 5, 37, 120, 41, 0.412);

    assertThat(progress.words()).isEqualTo("epoch 2/5 [37/120] 00:41<01:56, 3.8 it/s, loss 0.4120");
    assertThat(progress.share()).isEqualTo(157 / 600.0);
  }

  @Test
  void nothingIsGuessedBeforeTheFirstStep() {
    assertThat(new Progress(1, 5, 0, 120, 0, Double.NaN).words()).isEqualTo("epoch 1/5 [0/120]");
  }

  @Test
  void resumedRunIsTimedFromWhereItWentOn() {
    Progress progress = new Progress(5, 5, 60, 120, 30, 0.412, 4);

    assertThat(progress.words()).isEqualTo("epoch 5/5 [60/120] 00:30<00:30, 2.0 it/s, loss 0.4120");
    assertThat(progress.share()).isEqualTo(540 / 600.0);
  }

  @Test
  void positionOutsideTheRunIsRejected() {
    assertThatThrownBy(() -> new Progress(6, 5, 0, 10, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("progress must lie within the run, received epoch 6/5, step 0/10");
  }

  @Test
  void readingPicturesHasABarAndWords() {
    MimeBundle bundle = ProgressView.render("photos", "reading pictures", 1200, 3000);

    assertThat(bundle.text()).isEqualTo("photos\nreading pictures 1,200/3,000");
    assertThat(Markup.html(bundle)).contains("<progress max=\"1\" value=\"0.4000\"");
    Markup.assertInert(Markup.html(bundle));
  }
}
