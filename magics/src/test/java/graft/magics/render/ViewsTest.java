package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.backbone.ModelCard;
import graft.data.AugmentationPreview;
import graft.data.DataProblem;
import graft.data.LabeledDataset;
import graft.data.Source;
import graft.eval.ClassificationReport;
import graft.eval.Comparison;
import graft.eval.Predictions;
import graft.train.FreezeReceipt;
import graft.train.FreezeSummary;
import graft.train.FreezeSummary.StageRow;
import graft.train.Milestone;
import graft.train.Outcome;
import graft.train.RateSweep;
import graft.train.Resources;
import graft.train.TrainingHistory;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

class ViewsTest {

  private static final String HOSTILE = Samples.HOSTILE;
  private static final List<String> CLASSES = List.of(HOSTILE, "b", "c");

  @Test
  void everyResultTypeIsShown() {
    assertThat(Views.types())
        .containsExactly(
            TrainingHistory.class,
            RateSweep.class,
            ClassificationReport.class,
            Comparison.class,
            FreezeSummary.class,
            ModelCard.class,
            Predictions.class,
            LabeledDataset.class,
            AugmentationPreview.class,
            Table.class,
            Figure.class);
  }

  @Test
  void otherTypesAreLeftToTheKernel() {
    assertThat(Views.render("a string", ViewOptions.ALL)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileNamesAreInertAndShown(Object value) {
    MimeBundle bundle = Views.render(value, ViewOptions.ALL).orElseThrow();

    String html = Markup.html(bundle);
    Markup.assertInert(html);
    assertThat(Markup.parse(html).getDocumentElement().getTextContent())
        .contains("</td><script>")
        .doesNotContain("\u2028", "\u202e");
    assertThat(bundle.text()).contains("</td><script>").doesNotContain("\u2028", "\u202e");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void everyPictureHasASentence(Object value) {
    String html = Markup.html(Views.render(value, ViewOptions.ALL).orElseThrow());

    assertThat(Markup.elements(Markup.parse(html), "img"))
        .allMatch(picture -> !picture.getAttribute("alt").isBlank());
  }

  static Stream<Object> hostile() {
    Source picture = Samples.picture(HOSTILE, Samples.noise(20, 20));
    LabeledDataset data = Samples.data(CLASSES, 1, picture);
    DataProblem problem = new DataProblem(DataProblem.Kind.UNREADABLE, HOSTILE, List.of(HOSTILE));
    return Stream.of(
        history(),
        new RateSweep(
            HOSTILE,
            HOSTILE,
            HOSTILE,
            List.of(1e-3),
            List.of(1.0),
            List.of(1.0),
            OptionalDouble.of(1e-3),
            HOSTILE),
        Samples.report(CLASSES, new int[][] {{2, 1, 0}, {0, 4, 0}, {1, 0, 0}}),
        Samples.comparison(HOSTILE, "tuned"),
        new FreezeSummary(
            HOSTILE, HOSTILE, List.of(new StageRow(HOSTILE, 1, 1, HOSTILE, 0.5, true))),
        new ModelCard(HOSTILE, HOSTILE, 1, HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE, CLASSES, HOSTILE),
        new Predictions(
            HOSTILE,
            CLASSES,
            List.of(
                new Predictions.Item(data.examples().get(0), HOSTILE, 0.9, List.of(0.9, 0.1, 0.0))),
            List.of(HOSTILE)),
        Samples.with(data, problem),
        Samples.preview(data),
        Table.create(HOSTILE, StringColumn.create(HOSTILE, HOSTILE)));
  }

  private static TrainingHistory history() {
    return new TrainingHistory(
        0,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        "validation accuracy",
        true,
        1,
        List.of(Samples.epoch(1, 1, 1, 0.5)),
        Outcome.FINISHED,
        1,
        Map.of(HOSTILE, HOSTILE),
        Map.of(),
        List.of(new Milestone(1, HOSTILE, List.of(HOSTILE)), new Milestone(1, HOSTILE, List.of())),
        new FreezeReceipt(List.of(new FreezeReceipt.Row(HOSTILE, true, 1, true, 1, HOSTILE))),
        Resources.UNKNOWN,
        List.of(HOSTILE));
  }
}
