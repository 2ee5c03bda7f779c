package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.Exposure.Use;
import graft.eval.Comparison;
import graft.eval.Overlap;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Series;
import graft.metric.Interval;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class CompareViewTest {

  private static final Comparison COMPARISON = Samples.comparison("frozen", "tuned");

  @Test
  void textIsComplete() {
    assertThat(CompareView.render(COMPARISON).text())
        .isEqualTo(
            """
            frozen, tuned · photos (val 45)
            accuracy is highest for tuned: 0.844 (95 % interval 0.712 to 0.923); against frozen: \
            too close to call
            validation chose the best epoch of each

            Warnings
            - budgets differ: epochs of frozen 2, tuned 3

            best epochs on validation: frozen 0.7938 at epoch 1 of 2, tuned 0.9333 at epoch 2 of 3

            Models, on the same 45 examples; differences are to frozen
            model   what it is                                              trainable  \
            seconds  accuracy   95 % interval  difference     95 % interval  it is
            frozen  from pretrained weights: frozen                             1,285  \
                2.5     0.800  0.662 to 0.891                                reference
            tuned   from pretrained weights: frozen, then all layers train  2,798,895  \
               61.3     0.844  0.712 to 0.923      +0.044  -0.044 to +0.133  too close to call

            One sentence for a report
            - On the same 45 examples, accuracy is frozen 0.800 (95 % interval 0.662 to 0.891), \
            tuned 0.844 (95 % interval 0.712 to 0.923); difference to frozen: tuned +0.044 \
            (95 % interval -0.044 to +0.133; McNemar p = 0.688), too close to call; validation \
            chose the best epoch of each.\
            """);
  }

  @Test
  void oneChartHoldsMetricAndLossOfEveryModel() {
    Chart chart = ComparedCurves.of(COMPARISON);

    assertThat(chart.panels())
        .extracting(Panel::title)
        .containsExactly("validation accuracy", "validation loss");
    assertThat(chart.panels().get(0).series())
        .extracting(Series::name)
        .containsExactly("frozen", "tuned");
    assertThat(chart.panels().get(1).series().get(1).points())
        .containsExactly(
            new Chart.Point(1, 1.0), new Chart.Point(2, 0.625), new Chart.Point(3, 0.7));
  }

  @Test
  void smallestLossIsBest() {
    Comparison losses =
        new Comparison(
            COMPARISON.subject(),
            "loss",
            COMPARISON.examples(),
            COMPARISON.rows(),
            COMPARISON.differences(),
            COMPARISON.histories(),
            COMPARISON.usage(),
            List.of(),
            Map.of());

    assertThat(CompareView.render(losses).text())
        .contains("loss is lowest for frozen: 0.800 (95 % interval 0.662 to 0.891); the reference");
    assertThat(ComparedCurves.of(losses).panels()).hasSize(1);
  }

  @Test
  void pictureSaysWhatItShows() {
    String html = Markup.html(CompareView.render(COMPARISON));

    Element picture = Markup.elements(Markup.parse(html), "img").get(0);
    assertThat(picture.getAttribute("alt"))
        .isEqualTo(
            "best epochs on validation: frozen 0.7938 at epoch 1 of 2, tuned 0.9333 at epoch 2 of"
                + " 3");
    Markup.assertInert(html);
  }

  @Test
  void runsThatAreNoLongerKeptHaveNoCurves() {
    Comparison bare =
        new Comparison(
            COMPARISON.subject(),
            COMPARISON.metric(),
            COMPARISON.examples(),
            COMPARISON.rows(),
            COMPARISON.differences(),
            Map.of(),
            COMPARISON.usage(),
            List.of(),
            Map.of());

    MimeBundle bundle = CompareView.render(bare);

    assertThat(Markup.elements(Markup.parse(Markup.html(bundle)), "img")).isEmpty();
    assertThat(bundle.text()).doesNotContain("Warnings").contains("Models, on the same 45");
  }

  @Test
  void tableHasARowAModel() {
    assertThat(Tables.table(COMPARISON).columnNames())
        .containsExactly(
            "model",
            "recipe",
            "trainable",
            "seconds",
            "accuracy",
            "accuracy low",
            "accuracy high",
            "difference",
            "difference low",
            "difference high",
            "verdict");
    assertThat(Tables.table(COMPARISON).stringColumn("verdict").asList())
        .containsExactly("reference", "too close to call");
    assertThat(Tables.table(COMPARISON).doubleColumn("difference").isMissing(0)).isTrue();
  }

  @Test
  void plotHasASeriesAModelAndAPanel() {
    String script = Plots.plot(COMPARISON).asJavascript("target");

    assertThat(script.split("name: 'frozen'", -1)).hasSize(3);
    assertThat(script.split("name: 'tuned'", -1)).hasSize(3);
  }

  @Test
  void whatModelsKnewIsNamed() {
    Overlap overlap =
        new Overlap(
            List.of(
                new Overlap.Group(Use.NEW, 36, new Interval(0.75, 0.589, 0.862)),
                new Overlap.Group(Use.TRAINED, 12, new Interval(1, 0.758, 1))),
            List.of());
    Comparison overlapping =
        new Comparison(
            COMPARISON.subject(),
            COMPARISON.metric(),
            COMPARISON.examples(),
            COMPARISON.rows(),
            COMPARISON.differences(),
            COMPARISON.histories(),
            COMPARISON.usage(),
            List.of(),
            Map.of("tuned", overlap));

    assertThat(CompareView.render(overlapping).text())
        .contains(
            "\n"
                + "Known to models\n"
                + "- tuned: 12 of 48 were trained on; the other 36: 0.750 (0.589 to 0.862)\n")
        .contains("; tuned: 12 of 48 were trained on.");
  }
}
