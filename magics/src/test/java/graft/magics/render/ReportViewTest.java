package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import graft.data.Exposure.Use;
import graft.eval.ClassificationReport;
import graft.eval.Overlap;
import graft.metric.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportViewTest {

  private static MimeBundle render(ClassificationReport report) {
    return ReportView.render(report, ViewOptions.ALL);
  }

  @Test
  void textIsComplete() {
    MimeBundle bundle =
        render(Samples.report(List.of("rose", "tulip"), new int[][] {{2, 1}, {0, 4}}));

    assertThat(bundle.text())
        .isEqualTo(
            """
            graft-nano (frozen) · photos (val 45)
            accuracy 0.911 (95 % interval 0.788 to 0.975) on 7 examples
            validation chose the best epoch

            Measured, and baselines
            metric                    value  95 % from     to
            accuracy                  0.911      0.788  0.975
            macro F1                  0.905      0.770  0.970
            calibration error         0.047      0.020  0.190
            baseline: majority class  0.200      0.096  0.346
            baseline: linear probe    0.889      0.759  0.963

            Difference in accuracy on the same examples
            to baseline      value  95 % from      to  the model is       McNemar p
            majority class  +0.711     +0.578  +0.844  better               < 0.001
            linear probe    +0.022     -0.044  +0.089  too close to call      1.000

            Confusion: rows are the truth, columns the prediction
            class  rose  tulip
            rose      2      1
            tulip     0      4

            Classes
            class  examples  precision  recall  95 % from     to     F1
            rose          3      0.900   0.800      0.700  0.875  0.847
            tulip         4      0.900   0.800      0.700  0.875  0.847

            every threshold for tulip: area under the ROC curve 0.833, average precision 0.800 \
            (guessing: 0.500 and 0.571)

            Calibration: error 0.047; 0.112 is to be expected of a perfect one on as many examples
            confidence      examples  mean confidence  accuracy
            0.500 to 1.000         7            0.810     0.857

            Worst mistakes: 1 of 1 shown
            example    truth  prediction  probability    loss
            0/1-0.jpg  rose   tulip             0.810  1.5000

            Most confused classes, side by side
            classes                       these      beside, recognised
            rose taken for tulip: 1 of 3  0/1-0.jpg  1/1-0.jpg, 1/1-1.jpg, 1/1-2.jpg

            Mistakes by cell of the confusion matrix: 1 of 1 cell shown
            truth  taken for  times  worst
            rose   tulip          1  0/1-0.jpg

            One sentence for a report
            - On 7 examples of graft-nano (frozen) · photos (val 45), accuracy is 0.911 \
            (95 % interval 0.788 to 0.975), against majority class 0.200 (0.096 to 0.346), \
            linear probe 0.889 (0.759 to 0.963); difference to the best baseline (linear probe) \
            on the same examples: +0.022 (95 % interval -0.044 to +0.089; McNemar p = 1.00), \
            too close to call; validation chose the best epoch.\
            """);
  }

  @Test
  void imbalancedDataShowsWhatAnsweringOnlyWhereConfidentIsWorth() {
    ClassificationReport report =
        Samples.report(List.of("rose", "tulip"), new int[][] {{2, 1}, {0, 4}});

    MimeBundle bundle = render(Samples.imbalanced(report, List.of()));

    assertThat(bundle.text())
        .contains("balanced accuracy         0.833      0.500  1.000")
        .contains(
            """
            Answering only where confident: thresholds were chosen on validation and measured here
            to answer  from confidence  answered  share  95 % from     to  accuracy  95 % from     to
            50 %       0.951                   4  0.571      0.250  0.842     1.000      0.510  1.000
            90 %       0.999                   0  0.000      0.000  0.354         –          –      –
            """);
    assertThat(Markup.html(bundle)).contains("Answering only where confident");
  }

  @Test
  void notesOfBaselinesAreShownAndEscaped() {
    ClassificationReport report = Samples.report(2, 3);

    MimeBundle bundle = render(Samples.imbalanced(report, List.of("scratch: " + Samples.HOSTILE)));

    assertThat(bundle.text()).contains("\nscratch: </td><script>alert('x')</script>");
    assertThat(Markup.html(bundle)).contains("scratch: &lt;/td&gt;&lt;script&gt;");
  }

  @Test
  void confusionIsShadedByRowAndSaysCountAndShare() {
    String html =
        Markup.html(render(Samples.report(List.of("rose", "tulip"), new int[][] {{2, 1}, {0, 4}})));

    JsonNode message = Markup.messages(html).get(0);
    JsonNode map = message.path("figure").path("data").get(0);
    assertThat(message.path("label").asText())
        .isEqualTo(
            "confusion matrix: 6 of 7 examples right; shade is the share of the true class; "
                + "most frequent mistake: rose taken for tulip, 1 of 3");
    assertThat(map.path("z").toString()).isEqualTo("[[0.666667,0.333333],[0,1]]");
    assertThat(map.path("text").get(0).get(1).asText()).isEqualTo("1<br>33 &#37;");
    assertThat(map.path("hovertext").get(0).get(1).asText())
        .isEqualTo("rose taken for tulip: 1 of 3 (33.3 &#37;)");
    assertThat(Markup.words(Markup.svg(html), "text"))
        .contains("rose", "tulip", "2", "67 %", "0", "100 %");
  }

  @Test
  void mistakesComeWorstFirstAndAreCounted() {
    String text = render(Samples.report(12, 3)).text();

    assertThat(text).contains("Worst mistakes: 10 of 12 shown");
    assertThat(text.indexOf("10/11-0.jpg")).isBetween(0, text.indexOf("9/10-0.jpg"));
  }

  @Test
  void matrixThatNobodyCanReadBecomesItsWorstPairs() {
    MimeBundle twentyOne = render(Samples.report(21, 3));
    MimeBundle fiftyOne = render(Samples.report(51, 3));

    assertThat(twentyOne.text()).contains("Top confusions: 20 of 21 pairs shown");
    assertThat(Markup.html(twentyOne)).contains("alt=\"confusion matrix: ");
    assertThat(Markup.html(fiftyOne))
        .contains("Top confusions: 20 of 51 pairs shown")
        .doesNotContain("alt=\"confusion matrix: ");
    assertThat(fiftyOne.text()).contains("Classes: the 50 of 51 with the lowest F1");
  }

  @Test
  void matrixOfFiftyClassesStaysReadable() {
    ViewOptions off = new ViewOptions(false);

    String html = Markup.html(ReportView.render(Samples.report(50, 3), off));

    String svg = Markup.svg(html);
    assertThat(Markup.words(svg, "text")).contains("class 0", "class 49", "truth", "prediction");
    assertThat(Markup.elements(Markup.parse(svg), "rect")).hasSize(1 + 50 + 50);
    assertThat(html).hasSizeLessThan(700_000);
  }

  @Test
  void examplesThatTheModelKnewAreScoredApart() {
    ClassificationReport report =
        Samples.report(List.of("daisy", "rose"), new int[][] {{20, 5}, {2, 6}})
            .with(
                new Overlap(
                    List.of(
                        new Overlap.Group(Use.NEW, 33, new Interval(0.788, 0.622, 0.893)),
                        new Overlap.Group(Use.CHOSE, 3, new Interval(0.667, 0.208, 0.939)),
                        new Overlap.Group(Use.TRAINED, 12, new Interval(1, 0.758, 1))),
                    List.of()));

    MimeBundle bundle = ReportView.render(report, ViewOptions.ALL);

    assertThat(bundle.text())
        .contains(" on the 33 of 48 examples that are new to the model\n")
        .contains(
            "\n12 of 48 were trained on, 3 chose the epoch; the other 33: 0.788 (0.622 to 0.893)\n")
        .contains("Scored apart, accuracy")
        .containsPattern("are new to the model +33 +0.788 +0.622 +0.893")
        .containsPattern("chose the epoch +3 +0.667 +0.208 +0.939")
        .containsPattern("were trained on +12 +1.000 +0.758 +1.000")
        .contains("the rest being scored apart (12 of 48 were trained on, 3 chose the epoch)");
    assertThat(Markup.html(bundle))
        .contains("the 33 of 48 examples that are new to the model")
        .contains("12 of 48 were trained on, 3 chose the epoch")
        .contains("were trained on");
  }

  @Test
  void aModelThatWasTrainedOnAllOfItSaysSo() {
    ClassificationReport report =
        Samples.report(List.of("daisy", "rose"), new int[][] {{1, 0}, {0, 1}})
            .with(
                new Overlap(
                    List.of(new Overlap.Group(Use.TRAINED, 2, new Interval(1, 0.3, 1))),
                    List.of()));

    assertThat(ReportView.render(report, ViewOptions.ALL).text())
        .contains("\nall 2 were trained on\n")
        .doesNotContain("Scored apart");
  }
}
