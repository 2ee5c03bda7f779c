package graft.magics.session;

import graft.FineTuneRun;
import graft.Graft;
import graft.TransferModel;
import graft.data.LabeledDataset;
import graft.magics.command.Command;
import graft.train.TrainingHistory;

/** Carries out {@code %finetune}; what it trains, and on what, become the current ones. */
final class FineTuneHandler {

  private final Notebook notebook;
  private final State state;
  private final Settings settings;
  private final Operands operands;

  FineTuneHandler(Notebook notebook, State state, Settings settings, Operands operands) {
    this.notebook = notebook;
    this.state = state;
    this.settings = settings;
    this.operands = operands;
  }

  TrainingHistory handle(Command.FineTune command) {
    long started = System.nanoTime();
    TransferModel model = operands.model(command.model());
    LabeledDataset data = operands.dataFor(model, command.data());
    state.use(model);
    state.use(data);
    try (LiveHistory live = new LiveHistory(notebook, state)) {
      FineTuneRun run = described(command, Graft.fineTune(model, data)).countingFrom(started);
      return trained(command, run.listener(live), live);
    }
  }

  /** What a run has measured gets its name also where an error ended it. */
  private TrainingHistory trained(Command.FineTune command, FineTuneRun run, LiveHistory live) {
    try {
      TrainingHistory history = run.run();
      state.add(history);
      state.name(command.as(), TrainingHistory.class, history);
      return history;
    } catch (RuntimeException e) {
      live.measured()
          .ifPresent(history -> state.name(command.as(), TrainingHistory.class, history));
      throw e;
    }
  }

  private FineTuneRun described(Command.FineTune command, FineTuneRun run) {
    run.options(settings.completed(command.options()));
    if (command.as() != null) {
      run.name(command.as());
    }
    if (command.continues()) {
      run.continuing();
    }
    return command.resumes() ? run.resuming() : run;
  }
}
