package graft.magics.render;

import graft.backbone.ModelCard;
import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.Target;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ClassScore;
import graft.eval.Comparison;
import graft.eval.PairedDifference;
import graft.eval.Predictions;
import graft.eval.Predictions.Item;
import graft.metric.Interval;
import graft.train.EpochValues;
import graft.train.FreezeSummary;
import graft.train.FreezeSummary.StageRow;
import graft.train.RateSweep;
import graft.train.TrainingHistory;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Results as Tablesaw tables, which users filter, join and save. NaN becomes a missing value. */
public final class Tables {

  private Tables() {}

  /**
   * Returns a row an epoch: {@code epoch}, each series by its name, {@code learning rate}, {@code
   * seconds}.
   */
  public static Table table(TrainingHistory history) {
    List<EpochValues> epochs = history.epochs();
    Table table = Table.create(history.name());
    table.addColumns(
        IntColumn.create("epoch", epochs.stream().mapToInt(EpochValues::epoch).toArray()));
    for (String name : history.seriesNames()) {
      table.addColumns(DoubleColumn.create(name, history.series(name)));
    }
    return table.addColumns(
        numbers("learning rate", epochs, EpochValues::learningRate),
        numbers("seconds", epochs, EpochValues::seconds));
  }

  /** Returns a row a rate: {@code learning rate}, {@code loss}, {@code smoothed}. */
  public static Table table(RateSweep sweep) {
    return Table.create(
        sweep.subject(),
        numbers("learning rate", sweep.rates(), Double::doubleValue),
        numbers("loss", sweep.losses(), Double::doubleValue),
        numbers("smoothed", sweep.smoothed(), Double::doubleValue));
  }

  /** Returns a row a class: {@code class}, {@code examples}, {@code precision}, … */
  public static Table table(ClassificationReport report) {
    List<ClassScore> classes = report.perClass();
    return Table.create(
        report.subject(),
        strings("class", classes, ClassScore::label),
        IntColumn.create("examples", classes.stream().mapToInt(ClassScore::support).toArray()),
        numbers("precision", classes, ClassScore::precision),
        numbers("recall", classes, score -> score.recall().value()),
        numbers("recall low", classes, score -> score.recall().low()),
        numbers("recall high", classes, score -> score.recall().high()),
        numbers("F1", classes, ClassScore::f1));
  }

  /**
   * Returns a row a model: {@code model}, {@code recipe}, {@code trainable}, {@code seconds}, the
   * metric with {@code low} and {@code high}, and the difference to the first model.
   */
  public static Table table(Comparison comparison) {
    List<Comparison.Row> rows = comparison.rows();
    String metric = comparison.metric();
    return Table.create(
        comparison.subject(),
        strings("model", rows, Comparison.Row::name),
        strings("recipe", rows, Comparison.Row::recipe),
        counts("trainable", rows, Comparison.Row::trainable),
        numbers("seconds", rows, Comparison.Row::seconds),
        numbers(metric, rows, row -> row.score().value()),
        numbers(metric + " low", rows, row -> row.score().low()),
        numbers(metric + " high", rows, row -> row.score().high()),
        numbers("difference", rows, row -> difference(comparison, row, Interval::value)),
        numbers("difference low", rows, row -> difference(comparison, row, Interval::low)),
        numbers("difference high", rows, row -> difference(comparison, row, Interval::high)),
        strings("verdict", rows, row -> verdict(comparison, row)));
  }

  private static double difference(
      Comparison comparison, Comparison.Row row, ToDoubleFunction<Interval> end) {
    PairedDifference difference = comparison.differences().get(row.name());
    return difference == null ? Double.NaN : end.applyAsDouble(difference.difference());
  }

  private static String verdict(Comparison comparison, Comparison.Row row) {
    PairedDifference difference = comparison.differences().get(row.name());
    return difference == null ? "reference" : difference.verdict();
  }

  /** Returns a row an input: {@code id}, {@code label}, {@code probability}. */
  public static Table table(Predictions predictions) {
    List<Item> items = predictions.items();
    Table table =
        Table.create(
            predictions.subject(),
            strings("id", items, item -> item.example().id()),
            strings("label", items, Item::label),
            numbers("probability", items, Item::probability));
    for (int k = 0; k < predictions.classes().size(); k++) {
      int index = k;
      String name = free(table, "probability of " + predictions.classes().get(k));
      table.addColumns(numbers(name, items, item -> item.probabilities().get(index)));
    }
    return table;
  }

  /** Tablesaw takes names that differ in case for the same one. */
  private static String free(Table table, String name) {
    String free = name;
    for (int copy = 2; table.containsColumn(free); copy++) {
      free = "%s (%d)".formatted(name, copy);
    }
    return free;
  }

  /** Returns a row a stage: {@code stage}, {@code parameters}, {@code trainable}, … */
  public static Table table(FreezeSummary summary) {
    List<StageRow> stages = summary.stages();
    return Table.create(
        summary.subject(),
        strings("stage", stages, StageRow::name),
        counts("parameters", stages, StageRow::parameters),
        counts("trainable", stages, StageRow::trainable),
        strings("batch norms", stages, StageRow::norms),
        numbers("share of forward", stages, StageRow::forwardShare),
        BooleanColumn.create("cached", stages.stream().map(StageRow::cached).toList()));
  }

  /** Returns a row an example: {@code id}, {@code label}, {@code part}, {@code content hash}. */
  public static Table table(LabeledDataset data) {
    List<Example> examples = data.examples();
    return Table.create(
        data.name(),
        strings("id", examples, Example::id),
        strings("label", examples, example -> label(data, example)),
        strings("part", examples, example -> part(data, example)),
        strings("content hash", examples, Example::contentHash));
  }

  /** Returns one row: {@code name}, {@code architecture}, {@code parameters}, … */
  public static Table table(ModelCard card) {
    return table(List.of(card));
  }

  /** Returns a row a model: {@code name}, {@code architecture}, {@code parameters}, … */
  public static Table table(List<ModelCard> cards) {
    return Table.create(
        "models",
        strings("name", cards, ModelCard::name),
        strings("architecture", cards, ModelCard::architecture),
        counts("parameters", cards, ModelCard::parameters),
        counts("features", cards, ModelCard::featureWidth),
        strings("input", cards, ModelCard::input),
        strings("source", cards, ModelCard::source),
        strings("SHA-256", cards, ModelCard::sha256),
        strings("licence", cards, ModelCard::licence));
  }

  private static String label(LabeledDataset data, Example example) {
    return example.target() instanceof Target.OneClass one ? data.classes().get(one.index()) : "";
  }

  private static String part(LabeledDataset data, Example example) {
    return data.split().parts().get(example.id()).label();
  }

  private static <T> StringColumn strings(String name, List<T> rows, Function<T, String> value) {
    return StringColumn.create(name, rows.stream().map(value).toList());
  }

  private static <T> DoubleColumn numbers(String name, List<T> rows, ToDoubleFunction<T> value) {
    return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
  }

  private static <T> LongColumn counts(String name, List<T> rows, ToLongFunction<T> value) {
    return LongColumn.create(name, rows.stream().mapToLong(value).toArray());
  }
}
