package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import graft.eval.ClassificationReport;
import graft.magics.render.Chart.Point;
import graft.metric.Calibration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportChartsTest {

  private static final ClassificationReport TWO =
      Samples.report(List.of("rose", "tulip"), new int[][] {{2, 1}, {0, 4}});

  @Test
  void reliabilityHasAPointABinThatHoldsExamples() {
    Calibration calibration =
        Calibration.of(
            new double[] {0.55, 0.65, 0.9375, 0.8125},
            new boolean[] {true, false, true, true},
            5,
            1);

    Chart chart = ReportCharts.reliability(calibration);

    assertThat(chart.panels().get(0).series().get(1).points())
        .containsExactly(new Point(0.55, 1), new Point(0.65, 0), new Point(0.875, 1));
    assertThat(chart.panels().get(1).series().get(0).points())
        .extracting(Point::y)
        .containsExactly(1.0, 1.0, 2.0);
    assertThat(chart.sentence()).startsWith("reliability diagram: expected calibration error 0.");
  }

  @Test
  void thresholdsAreDrawnForTwoClassesOnly() {
    Chart chart = ReportCharts.thresholds(TWO).orElseThrow();

    assertThat(chart.panels().get(0).series().get(1).points())
        .containsExactly(new Point(0, 0), new Point(1 / 3.0, 1), new Point(1, 1));
    assertThat(ReportCharts.thresholds(Samples.report(3, 3))).isEmpty();
    assertThat(
            ReportCharts.thresholds(
                Samples.report(List.of("rose", "tulip"), new int[][] {{2, 1}, {0, 0}})))
        .isEmpty();
  }

  @Test
  void classesAreDotsWithIntervals() {
    DotPlot plot = ReportCharts.classes(TWO);

    JsonNode recall = plot.plotly().path("data").get(1);
    assertThat(plot.names()).containsExactly("rose", "tulip");
    assertThat(plot.sentence()).isEqualTo("precision and recall of 2 classes: F1 0.847 in each");
    assertThat(recall.path("x").toString()).isEqualTo("[0.8,0.8]");
    assertThat(recall.path("error_x").path("array").toString()).isEqualTo("[0.075,0.075]");
    assertThat(recall.path("error_x").path("arrayminus").toString()).isEqualTo("[0.1,0.1]");
    assertThat(recall.path("customdata").get(0).asText())
        .isEqualTo("recall of rose: 0.800 (95 &#37; interval 0.700 to 0.875)");
    assertThat(Markup.words(plot.svg(), "text")).contains("rose", "tulip", "precision", "recall");
  }

  @Test
  void moreThanFiftyClassesAreCutToTheWorst() {
    DotPlot plot = ReportCharts.classes(Samples.report(60, 3));

    assertThat(plot.names()).hasSize(50);
    assertThat(plot.sentence()).startsWith("precision and recall of the worst 50 of 60 classes: ");
  }
}
