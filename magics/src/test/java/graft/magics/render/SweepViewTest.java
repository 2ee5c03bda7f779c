package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.train.RateSweep;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepViewTest {

  private static final RateSweep FOUND =
      Samples.sweep(OptionalDouble.of(3.1622776601683795e-4), "steepest part of the fall");

  @Test
  void textIsComplete() {
    assertThat(SweepView.render(FOUND).text())
        .isEqualTo(
            """
            graft-nano (frozen) · photos (train 210, val 45, test 45 sealed)
            suggested learning rate 3.16e-4 · steepest part of the fall
            to train with it: %finetune --recipe full --lr 3.16e-4
            from pretrained weights with a new head · 6 rates from 1e-5 to 1.0; model and data are as before

            learning rate    loss  smoothed
                     1e-5  1.5000    1.5000
                     1e-4  1.2500    1.3750
                    0.001  0.7500    1.0000
                     0.01  0.5000    0.7500
                      0.1  9.0000    5.0000
                      1.0     NaN    5.0000""");
  }

  @Test
  void pictureHasADecadeAxisAndTheSuggestion() {
    String html = Markup.html(SweepView.render(FOUND));

    Markup.assertInert(html);
    assertThat(Markup.words(Markup.svg(html), "text"))
        .contains("loss (above 4.5000 not drawn)", "loss", "smoothed", "learning rate")
        .containsSubsequence("1e-5", "1e-4", "1e-3", "1e-2", "1e-1", "1e0")
        .contains("3.16e-4", "× no finite number");
    assertThat(Markup.words(Markup.svg(html), "title"))
        .containsExactly(
            "loss over 6 rates from 1e-5 to 1.0; suggested learning rate 3.16e-4 · steepest part "
                + "of the fall");
  }

  @Test
  void figureOfASweepHasTheSameAxis() {
    String html = Markup.html(FigureView.render(Plots.plot(FOUND)));

    assertThat(Markup.words(Markup.svg(html), "text"))
        .contains("learning rate", "smoothed")
        .containsSubsequence("1e-5", "1e-4", "1e-3", "1e-2", "1e-1", "1e0");
  }

  @Test
  void noValleyMeansNoSuggestion() {
    String reason = "no clear valley: the loss fell by less than 10 %";

    MimeBundle bundle = SweepView.render(Samples.sweep(OptionalDouble.empty(), reason));

    assertThat(bundle.text())
        .contains("\nno suggestion · " + reason + "\n")
        .doesNotContain("%finetune");
  }

  @Test
  void longSweepIsThinnedInText() {
    List<Double> rates =
        IntStream.range(0, 100).mapToObj(i -> 1e-6 * Math.pow(10, i / 20.0)).toList();
    List<Double> losses = rates.stream().map(rate -> 1.0).toList();

    MimeBundle bundle =
        SweepView.render(
            new RateSweep("s", "", "", rates, losses, losses, OptionalDouble.empty(), "too short"));

    assertThat(
            bundle.text().lines().filter(line -> line.matches(" *[0-9.e-]+ +1\\.0000 +1\\.0000")))
        .hasSize(20);
    assertThat(bundle.text())
        .contains("100 rates from 1e-6 to 0.0891;")
        .contains("\n       0.0891");
  }

  @Test
  void sweepWithoutARateSaysSo() {
    RateSweep nothing =
        new RateSweep(
            "s",
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            OptionalDouble.empty(),
            "stopped at once");

    assertThat(SweepView.render(nothing).text())
        .isEqualTo(
            "s\nno suggestion · stopped at once\nno rate was tried; model and data are as before");
  }
}
