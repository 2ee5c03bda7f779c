package graft.magics.session;

import graft.Graft;
import graft.TransferModel;
import graft.backbone.ModelCard;
import graft.data.LabeledDataset;
import graft.eval.ClassificationReport;
import graft.eval.EvaluationReport;
import graft.eval.Predictions;
import graft.magics.render.Plots;
import graft.magics.render.Tables;
import graft.train.FreezeSummary;
import graft.train.RateSweep;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * What Java cells call, imported at start: the last result of each kind, or one by name, typed; and
 * results as tables and charts.
 */
public final class Results {

  private static volatile @Nullable Session current;

  private Results() {}

  /** Returns the current model. */
  public static TransferModel model() {
    return require(state().model(), "model", "%pretrained graft-nano");
  }

  /** Returns a model by name. */
  public static TransferModel model(String name) {
    return named(state().model(name), name, "model");
  }

  /** Returns the current data set. */
  public static LabeledDataset data() {
    return require(state().data(), "data set", "%data sample:leaves");
  }

  /** Returns a data set by name. */
  public static LabeledDataset data(String name) {
    return named(state().data(name), name, "data set");
  }

  /** Returns what the last run measured, also after an interrupt. */
  public static TrainingHistory history() {
    return require(state().history(), "history", "%finetune");
  }

  /**
   * Returns what a run measured, by the name that it was given, in this notebook or an earlier one.
   */
  public static TrainingHistory history(String name) {
    return named(
        state().result(name, TrainingHistory.class).or(() -> saved(name)), name, "history");
  }

  /** Returns the last sweep over learning rates. */
  public static RateSweep sweep() {
    return require(state().sweep(), "sweep", "%lr_find");
  }

  /** Returns a sweep by name. */
  public static RateSweep sweep(String name) {
    return named(state().result(name, RateSweep.class), name, "sweep");
  }

  /** Returns the last report. */
  public static ClassificationReport report() {
    return (ClassificationReport) require(state().report(), "report", "%evaluate");
  }

  /** Returns a report by name. */
  public static ClassificationReport report(String name) {
    return named(state().result(name, ClassificationReport.class), name, "report");
  }

  /** Returns the last predictions. */
  public static Predictions predictions() {
    return require(state().predictions(), "predictions", "%predict photo.jpg");
  }

  /** Returns predictions by name. */
  public static Predictions predictions(String name) {
    return named(state().result(name, Predictions.class), name, "predictions");
  }

  /**
   * Returns a history as a table: {@code epoch}, a column a series, {@code learning rate}, {@code
   * seconds}.
   */
  public static Table table(TrainingHistory history) {
    return Tables.table(history);
  }

  /** Returns a sweep as a table: {@code learning rate}, {@code loss}, {@code smoothed}. */
  public static Table table(RateSweep sweep) {
    return Tables.table(sweep);
  }

  /** Returns a report as a table, a row a class. */
  public static Table table(EvaluationReport report) {
    return Tables.table((ClassificationReport) report);
  }

  /** Returns predictions as a table, a row an input. */
  public static Table table(Predictions predictions) {
    return Tables.table(predictions);
  }

  /** Returns a freeze summary as a table, a row a stage. */
  public static Table table(FreezeSummary summary) {
    return Tables.table(summary);
  }

  /** Returns a data set as a table, a row an example. */
  public static Table table(LabeledDataset data) {
    return Tables.table(data);
  }

  /** Returns a model card as a table. */
  public static Table table(ModelCard card) {
    return Tables.table(card);
  }

  /** Returns the curves of a run. */
  public static Figure plot(TrainingHistory history) {
    return Plots.plot(history);
  }

  /** Returns the losses of a sweep over its rates. */
  public static Figure plot(RateSweep sweep) {
    return Plots.plot(sweep);
  }

  /** Returns the confusion matrix of a report. */
  public static Figure plot(EvaluationReport report) {
    return Plots.plot((ClassificationReport) report);
  }

  static void attach(Session session) {
    current = session;
  }

  static void detach(Session session) {
    if (current == session) {
      current = null;
    }
  }

  private static State state() {
    Session session = current;
    if (session == null) {
      throw new IllegalStateException("Graft is not running in this kernel; add its jar first");
    }
    return session.state();
  }

  private static Optional<TrainingHistory> saved(String name) {
    return Graft.workspace().runs().runs().stream()
        .map(SavedRun::history)
        .filter(history -> history.name().equals(name))
        .reduce((first, second) -> second);
  }

  private static <T> T require(Optional<T> found, String what, String magic) {
    return found.orElseThrow(
        () -> new IllegalStateException("no %s yet; run %s first".formatted(what, magic)));
  }

  private static <T> T named(Optional<T> found, String name, String what) {
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "no %s named '%s'; name one with --as %s".formatted(what, name, name)));
  }
}
