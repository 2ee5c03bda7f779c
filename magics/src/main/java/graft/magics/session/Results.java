package graft.magics.session;

import graft.Graft;
import graft.TransferModel;
import graft.backbone.ModelCard;
import graft.data.LabeledDataset;
import graft.eval.ClassificationReport;
import graft.eval.Comparison;
import graft.eval.EvaluationReport;
import graft.eval.Predictions;
import graft.magics.command.HelpText;
import graft.magics.command.Magics;
import graft.magics.command.Setting;
import graft.magics.render.Plots;
import graft.magics.render.Tables;
import graft.train.FreezeSummary;
import graft.train.RateSweep;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * What Java cells call, imported at start: the last result of each kind, or one by name, typed;
 * results as tables and charts; and what else a magic does in the notebook only.
 */
public final class Results {

  private static volatile @Nullable Session current;

  private Results() {}

  /** Returns the current model. */
  public static TransferModel model() {
    return require(read(State::model), "model", "%pretrained graft-nano");
  }

  /** Returns a live model by its name, or by that of the run that trained it. */
  public static TransferModel model(String name) {
    return named(read(state -> state.live(name)), name, "model");
  }

  /** Returns the current data set. */
  public static LabeledDataset data() {
    return require(read(State::data), "data set", "%data sample:leaves");
  }

  /** Returns a data set by name. */
  public static LabeledDataset data(String name) {
    return named(read(state -> state.data(name)), name, "data set");
  }

  /** Returns what the last run measured, also after an interrupt. */
  public static TrainingHistory history() {
    return require(read(State::history), "history", "%finetune");
  }

  /**
   * Returns what a run measured, by the name that it was given, in this notebook or an earlier one.
   */
  public static TrainingHistory history(String name) {
    return named(
        read(state -> state.result(name, TrainingHistory.class)).or(() -> saved(name)),
        name,
        "history");
  }

  /** Returns the last sweep over learning rates. */
  public static RateSweep sweep() {
    return require(read(State::sweep), "sweep", "%lr_find");
  }

  /** Returns a sweep by name. */
  public static RateSweep sweep(String name) {
    return named(read(state -> state.result(name, RateSweep.class)), name, "sweep");
  }

  /** Returns the last report. */
  public static ClassificationReport report() {
    return (ClassificationReport) require(read(State::report), "report", "%evaluate");
  }

  /** Returns a report by name. */
  public static ClassificationReport report(String name) {
    return named(read(state -> state.result(name, ClassificationReport.class)), name, "report");
  }

  /** Returns the last comparison of models. */
  public static Comparison comparison() {
    return require(read(State::comparison), "comparison", "%compare frozen tuned");
  }

  /** Returns a comparison by name. */
  public static Comparison comparison(String name) {
    return named(read(state -> state.result(name, Comparison.class)), name, "comparison");
  }

  /** Returns the last predictions. */
  public static Predictions predictions() {
    return require(read(State::predictions), "predictions", "%predict photo.jpg");
  }

  /** Returns predictions by name. */
  public static Predictions predictions(String name) {
    return named(read(state -> state.result(name, Predictions.class)), name, "predictions");
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

  /** Returns a comparison as a table, a row a model. */
  public static Table table(Comparison comparison) {
    return Tables.table(comparison);
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

  /** Returns the curves of the models that were compared. */
  public static Figure plot(Comparison comparison) {
    return Plots.plot(comparison);
  }

  /** Returns the losses of a sweep over its rates. */
  public static Figure plot(RateSweep sweep) {
    return Plots.plot(sweep);
  }

  /** Returns the confusion matrix of a report. */
  public static Figure plot(EvaluationReport report) {
    return Plots.plot((ClassificationReport) report);
  }

  /** Makes a model the current one; the notebook closes it when another takes its name. */
  public static TransferModel use(TransferModel model) {
    inTurn(
        state -> {
          if (state.models().contains(model)) {
            state.use(model);
          } else {
            state.add(model);
          }
        });
    return model;
  }

  /**
   * Makes a model the current one under a name, as {@code --as} does.
   *
   * @param name also that of the variable that holds it
   */
  public static TransferModel use(String name, TransferModel model) {
    inTurn(
        state -> {
          model.rename(name);
          state.keep(name, model);
          state.add(model);
        });
    return model;
  }

  /** Makes a data set the current one. */
  public static LabeledDataset use(LabeledDataset data) {
    inTurn(state -> state.use(data));
    return data;
  }

  /** Makes a data set the current one under a name, as {@code --as} does. */
  public static LabeledDataset use(String name, LabeledDataset data) {
    inTurn(
        state -> {
          state.keep(name, data);
          state.add(name, data);
        });
    return data;
  }

  /** Closes a model or data set and frees its memory. */
  public static void drop(String name) {
    inTurn(state -> state.drop(name));
  }

  /** Returns the runs so far, also those that were cut off. */
  public static Table runs() {
    return RunsTable.of(Graft.workspace());
  }

  /**
   * Changes a setting until the kernel stops.
   *
   * @param key for example {@code device}
   * @throws IllegalArgumentException if there is no such setting, or it does not take the value
   */
  public static void set(String key, String value) {
    inTurn(state -> session().settings().set(Setting.of(key), value));
  }

  /** Returns every magic with its one sentence. */
  public static String help() {
    return HelpText.overview();
  }

  /** Returns the help of a magic, for example of {@code finetune}. */
  public static String help(String magic) {
    return HelpText.of(Magics.named(magic));
  }

  /** Shows live models with their memory, settings and versions. */
  public static void overview() {
    session().line("graft", List.of());
  }

  static void attach(Session session) {
    current = session;
  }

  static void detach(Session session) {
    if (current == session) {
      current = null;
    }
  }

  /** Waits for a magic that was interrupted and still ends its batch. */
  private static <T> T read(Function<State, T> question) {
    Session session = session();
    return session.inTurn(() -> question.apply(session.state()));
  }

  private static void inTurn(Consumer<State> work) {
    read(
        state -> {
          work.accept(state);
          return state;
        });
  }

  private static Session session() {
    Session session = current;
    if (session == null) {
      throw new IllegalStateException("Graft is not running in this kernel; add its jar first");
    }
    return session;
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
