package graft;

import graft.backbone.Architecture;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FreezePolicy;
import graft.train.TrainingOption;
import java.util.ArrayList;
import java.util.List;

/** Turns a recipe into phases. */
final class Recipes {

  /** Epochs at most where training ends when the metric stalls. */
  static final int UNTIL_STALL = 100;

  private static final int TRAINED_EPOCHS = 5;
  private static final int TWO_STEP_EPOCHS = 8;
  private static final int EVERY = 2;

  /** Share of the epochs that {@code two-step} gives to the head alone. */
  private static final double HEAD_SHARE = 0.25;

  /** What has trained already wants smaller steps. */
  private static final double LATER = 0.5;

  private final FineTuneOptions options;
  private final Architecture architecture;
  private final FreezePolicy current;

  Recipes(FineTuneOptions options, Architecture architecture, FreezePolicy current) {
    this.options = options;
    this.architecture = architecture;
    this.current = current;
  }

  /**
   * Returns the phases.
   *
   * @param untilStall whether a run of the head alone goes on until the metric stalls
   * @throws IllegalArgumentException if there are too few epochs for the recipe
   */
  List<PlannedPhase> phases(boolean untilStall) {
    FreezePolicy frozen = keepingNorms(FreezePolicy.backbone());
    return switch (recipe()) {
      case CURRENT -> List.of(single(current, untilStall));
      case HEAD -> List.of(single(frozen, untilStall));
      case FULL -> List.of(single(everything(), false));
      case TWO_STEP -> twoStep(frozen);
      case GRADUAL -> gradual(frozen);
    };
  }

  Recipe recipe() {
    return options.get(TrainingOption.RECIPE, Recipe.CURRENT);
  }

  private PlannedPhase single(FreezePolicy policy, boolean untilStall) {
    return new PlannedPhase(
        policy, options.get(TrainingOption.EPOCHS, untilStall ? UNTIL_STALL : TRAINED_EPOCHS), 1);
  }

  private List<PlannedPhase> twoStep(FreezePolicy frozen) {
    int epochs = options.get(TrainingOption.EPOCHS, TWO_STEP_EPOCHS);
    requireEpochs(epochs, 2);
    int head = Math.max(1, (int) Math.round(epochs * HEAD_SHARE));
    return List.of(
        new PlannedPhase(frozen, head, 1), new PlannedPhase(everything(), epochs - head, LATER));
  }

  /** Opens as many stages as there are epochs for; the last phase takes what is left over. */
  private List<PlannedPhase> gradual(FreezePolicy frozen) {
    int every = options.get(TrainingOption.EVERY, EVERY);
    int stages = architecture.stages().size();
    int epochs = options.get(TrainingOption.EPOCHS, every * (stages + 1));
    requireEpochs(epochs, 2);
    int phases = Math.max(1, Math.min(stages + 1, epochs / every));
    if (phases == 1 && options.said(TrainingOption.EVERY).isPresent()) {
      throw new IllegalArgumentException(
          "--every %d opens no stage within %d epochs; give at least --epochs %d, or a smaller --every"
              .formatted(every, epochs, 2 * every));
    }
    List<PlannedPhase> planned = new ArrayList<>();
    for (int i = 0; i < phases; i++) {
      boolean last = i == phases - 1;
      FreezePolicy policy = i == 0 ? frozen : keepingNorms(FreezePolicy.last(i, architecture));
      planned.add(new PlannedPhase(policy, last ? epochs - i * every : every, i == 0 ? 1 : LATER));
    }
    return planned;
  }

  private void requireEpochs(int epochs, int least) {
    if (epochs < least) {
      throw new IllegalArgumentException(
          "recipe %s needs at least %d epochs, received --epochs %d; use --recipe current for one"
              .formatted(
                  recipe().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                  least,
                  epochs));
    }
  }

  private FreezePolicy everything() {
    return keepingNorms(FreezePolicy.nothing(architecture));
  }

  /** A recipe says which stages train; what norms do stays as the user set it. */
  private FreezePolicy keepingNorms(FreezePolicy policy) {
    return policy
        .withFrozenNormsMoving(current.frozenNormsMove())
        .withTrainableNormsMoving(current.trainableNormsMove());
  }
}
