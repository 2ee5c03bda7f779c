package graft;

import graft.data.LabeledDataset;
import graft.data.Part;
import graft.task.Classification;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes every choice that a run's options leave open, and says which.
 *
 * @param plan how the run trains
 * @param augment whether training pictures are varied
 * @param words what was chosen and why, by option
 */
record Choices(TrainingPlan plan, boolean augment, Map<String, String> words) {

  private static final int FROZEN_EPOCHS = 100;
  private static final int FROZEN_PATIENCE = 10;
  private static final int TRAINED_EPOCHS = 5;

  /**
   * Rate and decay of a head on frozen features: the best mean over five seeds, on photographs and
   * on drawn leaves, among rates of 3e-4 to 3e-3 and decays of 0.01 to 10.
   */
  private static final double HEAD_RATE = 3e-3;

  private static final double HEAD_DECAY = 1;
  private static final double BACKBONE_DECAY = 0.01;
  private static final double HEAD_RATE_OVER_TRAINED = 1e-3;
  private static final double BACKBONE_RATE = 1e-4;
  private static final double IMBALANCE = 3;

  /**
   * Chooses.
   *
   * @param frozen whether the whole backbone is frozen
   */
  static Choices of(FineTuneOptions options, boolean frozen, LabeledDataset data) {
    Map<String, String> words = new LinkedHashMap<>();
    boolean augment = augment(options, frozen, words);
    boolean autoEpochs = options.epochs().isEmpty();
    boolean untilStall = autoEpochs && frozen && !augment;
    int epochs = options.epochs().orElse(untilStall ? FROZEN_EPOCHS : TRAINED_EPOCHS);
    if (autoEpochs) {
      words.put(
          "--epochs",
          untilStall
              ? "until the metric has not improved for %s epochs, at most %s"
                  .formatted(FROZEN_PATIENCE, FROZEN_EPOCHS)
              : Integer.toString(TRAINED_EPOCHS));
    }
    double headRate = options.learningRate().orElse(frozen ? HEAD_RATE : HEAD_RATE_OVER_TRAINED);
    double backboneRate = options.learningRate().orElse(BACKBONE_RATE);
    if (options.learningRate().isEmpty()) {
      words.put(
          "--lr",
          frozen ? "%s".formatted(headRate) : "%s, head %s".formatted(backboneRate, headRate));
    }
    TrainingPlan plan =
        new TrainingPlan(
            epochs,
            untilStall ? FROZEN_PATIENCE : 0,
            headRate,
            backboneRate,
            options.batch(),
            options.weightDecay().orElse(HEAD_DECAY),
            options.weightDecay().orElse(BACKBONE_DECAY),
            metric(options.metric(), data, words),
            options.seed());
    return new Choices(plan, augment, words);
  }

  private static boolean augment(
      FineTuneOptions options, boolean frozen, Map<String, String> words) {
    if (options.augment() == Augment.AUTO) {
      words.put("--augment", frozen ? "none, as the backbone is frozen" : "light");
      return !frozen;
    }
    return options.augment() == Augment.LIGHT;
  }

  private static String metric(
      MetricChoice choice, LabeledDataset data, Map<String, String> words) {
    return switch (choice) {
      case ACCURACY -> Classification.ACCURACY;
      case MACRO_F1 -> Classification.MACRO_F1;
      case LOSS -> "loss";
      case AUTO -> {
        String metric = imbalanced(data) ? Classification.MACRO_F1 : Classification.ACCURACY;
        words.put("--metric", metric);
        yield metric;
      }
    };
  }

  private static boolean imbalanced(LabeledDataset data) {
    List<Integer> counts = data.counts(Part.TRAIN);
    int largest = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    int smallest = counts.stream().mapToInt(Integer::intValue).min().orElse(0);
    return largest > IMBALANCE * smallest;
  }
}
