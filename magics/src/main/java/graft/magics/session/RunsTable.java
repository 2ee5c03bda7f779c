package graft.magics.session;

import graft.Workspace;
import graft.train.DamagedRun;
import graft.train.Outcome;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import graft.train.UnfinishedRuns;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Lists the runs of a workspace: those that are kept, those whose records are damaged, then those
 * that were killed.
 */
final class RunsTable {

  private static final String RESUME = "; --resume finishes it";

  private final IntColumn numbers = IntColumn.create("run");
  private final StringColumn names = StringColumn.create("name");
  private final StringColumn subjects = StringColumn.create("model and data");
  private final StringColumn outcomes = StringColumn.create("outcome");
  private final IntColumn epochs = IntColumn.create("epochs");
  private final StringColumn metrics = StringColumn.create("metric");
  private final DoubleColumn values = DoubleColumn.create("best");

  private RunsTable() {}

  static Table of(Workspace workspace) {
    RunsTable table = new RunsTable();
    List<SavedRun> runs = workspace.runs().runs();
    List<SavedRun> resumable = workspace.unfinishedRuns().resumable(runs);
    for (SavedRun run : runs) {
      table.add(run.history(), resumable.contains(run), workspace.runs().problems(run));
    }
    workspace.runs().damaged().forEach(table::addDamaged);
    workspace.unfinishedRuns().unrecorded(runs).forEach(table::addKilled);
    return table.table();
  }

  private void add(TrainingHistory history, boolean resumable, List<String> problems) {
    numbers.append(history.run());
    names.append(history.name());
    subjects.append(history.subject());
    outcomes.append(
        history.outcome().word()
            + (resumable && history.outcome() == Outcome.INTERRUPTED ? RESUME : "")
            + problems.stream().map(problem -> "; " + problem).collect(Collectors.joining()));
    epochs.append(history.epochs().size());
    metrics.append(history.metric());
    values.append(history.bestValue());
  }

  private void addDamaged(DamagedRun damaged) {
    numbers.append(damaged.number());
    addUnknown("damaged: " + damaged.reason());
    epochs.appendMissing();
  }

  /** Of a killed run no record was kept; its own line finds it again. */
  private void addKilled(UnfinishedRuns.Killed killed) {
    if (killed.number() > 0) {
      numbers.append(killed.number());
    } else {
      numbers.appendMissing();
    }
    addUnknown(killed.certain() ? "killed" + RESUME : "killed, or on another machine" + RESUME);
    epochs.append(killed.epochs());
  }

  private void addUnknown(String outcome) {
    names.appendMissing();
    subjects.appendMissing();
    outcomes.append(outcome);
    metrics.appendMissing();
    values.appendMissing();
  }

  private Table table() {
    return Table.create("runs", numbers, names, subjects, outcomes, epochs, metrics, values);
  }
}
