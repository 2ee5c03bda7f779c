package graft.magics.session;

import graft.FineTuneRun;
import graft.Graft;
import graft.TransferModel;
import graft.data.LabeledDataset;
import graft.magics.command.Command;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.MetricChoice;
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
    TransferModel model = operands.model(command.model());
    LabeledDataset data = operands.dataFor(model, command.data());
    state.use(model);
    state.use(data);
    FineTuneRun run = Graft.fineTune(model, data).options(options(command.training()));
    if (command.as() != null) {
      run.name(command.as());
    }
    if (command.training().continues()) {
      run.continuing();
    }
    TrainingHistory history = shown(run);
    state.add(history);
    state.name(command.as(), TrainingHistory.class, history);
    return history;
  }

  private TrainingHistory shown(FineTuneRun run) {
    try (LiveHistory live = new LiveHistory(notebook, state)) {
      return run.listener(live).run();
    }
  }

  private FineTuneOptions options(Command.Training training) {
    FineTuneOptions options =
        FineTuneOptions.defaults()
            .withAugment(Augment.valueOf(training.augment().name()))
            .withMetric(MetricChoice.valueOf(training.metric().name()))
            .withDevice(
                training.device() == null ? settings.device() : Settings.device(training.device()));
    if (training.epochs() != null) {
      options = options.withEpochs(training.epochs());
    }
    if (training.learningRate() != null) {
      options = options.withLearningRate(training.learningRate());
    }
    if (training.batchSize() != null) {
      options = options.withBatch(training.batchSize());
    }
    return options.withSeed(
        training.seed() == null ? settings.seed(options.seed()) : training.seed());
  }
}
