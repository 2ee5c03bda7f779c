package graft;

import graft.data.LabeledDataset;
import graft.task.Classification;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.RateChoice;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import graft.train.TrainingOption;
import graft.weights.FileHash;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Says what a network may spend that starts from random weights: what a model's run spent. Equal
 * budgets on equal data give equal networks.
 *
 * @param data hash of the data set
 * @param split how it was split
 * @param architecture the backbone's name
 * @param epochs how many the model's run really trained
 * @param batch examples a step
 * @param seed of everything that is drawn
 * @param metric decides the best epoch
 * @param augment how training pictures are varied
 * @param learningRate of all that trains
 */
record ScratchBudget(
    String data,
    String split,
    String architecture,
    int epochs,
    int batch,
    long seed,
    MetricChoice metric,
    FineTuneOptions.Augment augment,
    double learningRate) {

  /** Random weights need larger steps than pretrained ones, which are not to be forgotten. */
  private static final double RATE = 1e-3;

  private static final int FOLDER_CHARACTERS = 16;

  /** Returns what a run spent. */
  static ScratchBudget of(SavedRun run, LabeledDataset data) {
    TrainingHistory history = run.history();
    return new ScratchBudget(
        data.hash(),
        data.split().origin(),
        run.backbone(),
        history.epochs().size(),
        Integer.parseInt(history.record().get("batch")),
        Long.parseLong(history.record().get("seed")),
        metric(run.metric()),
        FineTuneOptions.Augment.LIGHT,
        RATE);
  }

  /** Returns how to spend it. */
  FineTuneOptions options() {
    return FineTuneOptions.defaults()
        .with(TrainingOption.EPOCHS, epochs)
        .with(TrainingOption.BATCH, batch)
        .with(TrainingOption.SEED, seed)
        .with(TrainingOption.METRIC, metric)
        .with(TrainingOption.AUGMENT, augment)
        .with(TrainingOption.RATES, new RateChoice.Single(learningRate));
  }

  /** Returns a name for a folder that no other budget has. */
  String folder() {
    return FileHash.sha256(toString().getBytes(StandardCharsets.UTF_8))
        .substring(0, FOLDER_CHARACTERS);
  }

  /** Returns it in words, for example {@code 5 epochs, batch 32, seed 42, …}. */
  String words() {
    return String.format(
        Locale.ROOT,
        "%d %s, batch %d, rate %s, seed %d, augment %s",
        epochs,
        epochs == 1 ? "epoch" : "epochs",
        batch,
        learningRate,
        seed,
        augment.name().toLowerCase(Locale.ROOT));
  }

  private static MetricChoice metric(String name) {
    return switch (name) {
      case Classification.ACCURACY -> MetricChoice.ACCURACY;
      case Classification.MACRO_F1 -> MetricChoice.MACRO_F1;
      default -> MetricChoice.LOSS;
    };
  }
}
