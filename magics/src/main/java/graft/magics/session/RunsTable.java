package graft.magics.session;

import graft.Workspace;
import graft.train.Outcome;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Lists the runs of a workspace: those that are kept, then those that were killed. */
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
    runs.forEach(run -> table.add(run.history(), resumable.contains(run)));
    workspace.unfinishedRuns().unrecorded(runs).forEach(table::addKilled);
    return table.table();
  }

  private void add(TrainingHistory history, boolean resumable) {
    numbers.append(history.run());
    names.append(history.name());
    subjects.append(history.subject());
    outcomes.append(
        history.outcome().word()
            + (resumable && history.outcome() == Outcome.INTERRUPTED ? RESUME : ""));
    epochs.append(history.epochs().size());
    metrics.append(history.metric());
    values.append(history.bestValue());
  }

  /** Of a killed run no record was kept; its own line finds it again. */
  private void addKilled(int epochsDone) {
    numbers.appendMissing();
    names.appendMissing();
    subjects.appendMissing();
    outcomes.append("killed" + RESUME);
    epochs.append(epochsDone);
    metrics.appendMissing();
    values.appendMissing();
  }

  private Table table() {
    return Table.create("runs", numbers, names, subjects, outcomes, epochs, metrics, values);
  }
}
