package graft.magics.render;

import static graft.magics.render.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import graft.data.Example;
import graft.data.Source;
import graft.data.Target;
import graft.eval.Predictions;
import graft.train.EpochValues;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TablesTest {

  private static final Source TEXT = new Source.Text("t");

  @Test
  void historyHasAColumnASeries() {
    TrainingHistory h =
        Samples.history(
            Outcome.FINISHED,
            2,
            List.of(Samples.epoch(1, 1.25, 1.0, 0.5), Samples.epoch(2, 0.75, 0.25, 0.9)));

    assertThat(table(h).columnNames())
        .containsExactly(
            "epoch",
            "training loss",
            "validation loss",
            "validation accuracy",
            "learning rate",
            "seconds");
    assertThat(table(h).doubleColumn("learning rate").asList()).containsExactly(1e-3, 1e-3);
    Table low = table(h).where(table(h).numberColumn("validation loss").isLessThan(0.5));
    assertThat(low.intColumn("epoch").asList()).containsExactly(2);
  }

  @Test
  void valueThatIsNoNumberIsMissing() {
    List<EpochValues> epochs = List.of(Samples.epoch(1, Double.NaN, 1, 0.5));

    Table table = table(Samples.history(Outcome.FAILED, 1, epochs));

    assertThat(table.column("training loss").isMissing(0)).isTrue();
  }

  @Test
  void historyWithoutEpochsIsAnEmptyTable() {
    Table table = table(Samples.history(Outcome.INTERRUPTED, 0));

    assertThat(table.rowCount()).isZero();
    assertThat(table.columnNames()).containsExactly("epoch", "learning rate", "seconds");
  }

  @Test
  void sweepHasARowARate() {
    Table table = table(Samples.sweep(OptionalDouble.empty(), "too short"));

    assertThat(table.columnNames()).containsExactly("learning rate", "loss", "smoothed");
    assertThat(table.doubleColumn("learning rate").get(2)).isEqualTo(1e-3);
    assertThat(table.doubleColumn("smoothed").get(2)).isEqualTo(1.0);
    assertThat(table.column("loss").isMissing(5)).isTrue();
  }

  @Test
  void reportHasARowAClass() {
    Table table = table(Samples.report(List.of("rose", "Rose"), new int[][] {{2, 1}, {0, 4}}));

    assertThat(table.stringColumn("class").asList()).containsExactly("rose", "Rose");
    assertThat(table.intColumn("examples").asList()).containsExactly(3, 4);
    assertThat(table.doubleColumn("recall high").get(0)).isEqualTo(0.875);
  }

  @Test
  void predictionsHaveARowAnInput() {
    Table table = table(Samples.predictions(3, TEXT, List.of()));

    assertThat(table.columnNames())
        .containsExactly(
            "id",
            "label",
            "probability",
            "probability of daisy",
            "probability of rose",
            "probability of tulip");
    assertThat(table.rowCount()).isEqualTo(3);
    assertThat(table.doubleColumn("probability of tulip").asList()).containsOnly(0.2);
  }

  @Test
  void classesThatDifferInCaseHaveAColumnEach() {
    Example example = new Example("a", "", TEXT, new Target.None());
    Predictions predictions =
        new Predictions(
            "nano · new",
            List.of("Oak", "oak"),
            List.of(new Predictions.Item(example, "oak", 0.75, List.of(0.25, 0.75))),
            List.of());

    assertThat(table(predictions).columnNames())
        .endsWith("probability of Oak", "probability of oak (2)");
    assertThat(table(predictions).doubleColumn("probability of oak (2)").get(0)).isEqualTo(0.75);
  }

  @Test
  void freezeSummaryHasARowAStage() {
    Table table = table(Samples.freeze());

    assertThat(table.longColumn("trainable").sum()).isEqualTo(1_181_957);
    assertThat(table.booleanColumn("cached").get(0)).isTrue();
  }

  @Test
  void dataSetHasARowAnExample() {
    Table table = table(Samples.data(List.of("daisy", "rose"), 1, TEXT));

    assertThat(table.stringColumn("id").asList()).containsExactly("daisy/0", "rose/0");
    assertThat(table.stringColumn("label").asList()).containsExactly("daisy", "rose");
    assertThat(table.stringColumn("part").asList()).containsExactly("train", "train");
  }

  @Test
  void cardIsOneRow() {
    Table table = table(Samples.card());

    assertThat(table.rowCount()).isEqualTo(1);
    assertThat(table.longColumn("parameters").get(0)).isEqualTo(2_797_610);
  }
}
