package graft;

import graft.backbone.Architecture;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.engine.Precision;
import graft.head.Head;
import graft.metric.Imbalance;
import graft.task.Classification;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FineTuneOptions.ScheduleChoice;
import graft.train.FreezePolicy;
import graft.train.Freezing;
import graft.train.OptimizerKind;
import graft.train.Phase;
import graft.train.RateChoice;
import graft.train.Rates;
import graft.train.Schedule;
import graft.train.TrainingOption;
import graft.train.TrainingPlan;
import graft.train.Updates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Makes every choice that a run's options leave open, and says which.
 *
 * @param plan how the run trains
 * @param policy of the last phase
 * @param augment whether training pictures are varied
 * @param words what was chosen and why, by option
 */
record Choices(TrainingPlan plan, FreezePolicy policy, boolean augment, Map<String, String> words) {

  private static final int FROZEN_PATIENCE = 10;
  private static final int BATCH = 32;
  private static final long SEED = 42;
  private static final double HEAD_DECAY = 1;
  private static final double BACKBONE_DECAY = 0.01;

  /**
   * Chooses.
   *
   * @param current the model's policy
   * @param head that will be trained
   */
  static Choices of(
      FineTuneOptions options,
      Architecture architecture,
      FreezePolicy current,
      Head head,
      LabeledDataset data) {
    return new Chooser(options, architecture, current, head).choose(data);
  }

  /** Returns the words with those of trials, by option where there is one. */
  Map<String, String> with(Map<String, String> decisions) {
    Map<String, String> all = new LinkedHashMap<>(words);
    decisions.forEach(
        (what, decision) ->
            all.put(what.equals(TrainingPlan.SCALE) ? what : "--" + what, decision));
    return all;
  }

  /** Returns the seed of everything that is drawn. */
  static long seed(FineTuneOptions options) {
    return options.get(TrainingOption.SEED, SEED);
  }

  private static final class Chooser {

    private final FineTuneOptions options;
    private final Architecture architecture;
    private final FreezePolicy current;
    private final Head head;
    private final Map<String, String> words = new LinkedHashMap<>();

    Chooser(FineTuneOptions options, Architecture architecture, FreezePolicy current, Head head) {
      this.options = options;
      this.architecture = architecture;
      this.current = current;
      this.head = head;
    }

    Choices choose(LabeledDataset data) {
      Recipes recipes = new Recipes(options, architecture, current);
      boolean frozen = frozen(recipes.recipe());
      boolean augment = augment(frozen);
      boolean untilStall = frozen && !augment && options.said(TrainingOption.EPOCHS).isEmpty();
      List<PlannedPhase> planned = recipes.phases(untilStall);
      FreezePolicy last = planned.get(planned.size() - 1).policy();
      List<Phase> phases = phases(planned);
      refuseRatesOfStages(phases);
      noteRecipe(recipes.recipe(), phases);
      noteEpochs(untilStall, phases);
      noteRates(phases);
      int patience = options.get(TrainingOption.PATIENCE, untilStall ? FROZEN_PATIENCE : 0);
      TrainingPlan plan =
          new TrainingPlan(
              phases,
              patience,
              options.get(TrainingOption.BATCH, BATCH),
              updates(untilStall),
              Precision.F32,
              metric(data),
              seed(options),
              timeLimit(),
              Map.of());
      return new Choices(plan, last, augment, words);
    }

    private boolean frozen(Recipe recipe) {
      return switch (recipe) {
        case HEAD -> true;
        case CURRENT -> current.firstTrainable().equals(FreezePolicy.NONE);
        case TWO_STEP, GRADUAL, FULL -> false;
      };
    }

    private boolean augment(boolean frozen) {
      Augment choice = options.get(TrainingOption.AUGMENT, Augment.AUTO);
      if (choice == Augment.AUTO) {
        words.put("--augment", frozen ? "none, as the backbone is frozen" : "light");
        return !frozen;
      }
      return choice == Augment.LIGHT;
    }

    private List<Phase> phases(List<PlannedPhase> planned) {
      RateTable rates = new RateTable(options, architecture, List.of(head));
      List<Phase> phases = new ArrayList<>();
      for (PlannedPhase phase : planned) {
        Freezing freezing = phase.policy().resolve(architecture, List.of(head));
        phases.add(
            new Phase(
                phase.policy().words(architecture),
                freezing,
                phase.epochs(),
                rates.of(freezing, phase.share())));
      }
      return phases;
    }

    /** Rates that differ from stage to stage have no effect where none trains. */
    private void refuseRatesOfStages(List<Phase> phases) {
      if (phases.stream().anyMatch(phase -> phase.rates().byGroup().size() > 1)) {
        return;
      }
      String option =
          options.said(TrainingOption.LAYER_DECAY).isPresent()
              ? "--layer-decay " + options.get(TrainingOption.LAYER_DECAY, 1.0)
              : options
                  .said(TrainingOption.RATES)
                  .filter(RateChoice.Spread.class::isInstance)
                  .map(rates -> "--lr " + rates.words())
                  .orElse("");
      if (!option.isEmpty()) {
        throw new IllegalArgumentException(
            "%s sets the rates of stages, and only the head trains; give one --lr, or let stages train with %%unfreeze or --recipe"
                .formatted(option));
      }
    }

    private void noteRecipe(Recipe recipe, List<Phase> phases) {
      if (recipe != Recipe.CURRENT) {
        words.put(
            "--recipe",
            String.join(
                ", then ",
                phases.stream()
                    .map(
                        phase ->
                            "%s (%d %s)"
                                .formatted(
                                    phase.name(),
                                    phase.epochs(),
                                    phase.epochs() == 1 ? "epoch" : "epochs"))
                    .toList()));
      }
    }

    private void noteEpochs(boolean untilStall, List<Phase> phases) {
      if (untilStall) {
        words.put(
            "--epochs",
            "until the metric has not improved for %s epochs, at most %s"
                .formatted(
                    options.get(TrainingOption.PATIENCE, FROZEN_PATIENCE), Recipes.UNTIL_STALL));
      } else if (options.said(TrainingOption.EPOCHS).isEmpty()) {
        words.put("--epochs", Integer.toString(phases.stream().mapToInt(Phase::epochs).sum()));
      }
    }

    private void noteRates(List<Phase> phases) {
      if (options.said(TrainingOption.RATES).isEmpty()) {
        Rates rates = phases.get(phases.size() - 1).rates();
        List<Double> all = List.copyOf(rates.byGroup().values());
        String first = RateChoice.text(round(all.get(0)));
        String last = RateChoice.text(round(all.get(all.size() - 1)));
        words.put("--lr", first.equals(last) ? last : first + ".." + last);
      }
    }

    /** Powers leave a few digits of rounding error behind. */
    private static double round(double rate) {
      return Double.parseDouble(String.format(java.util.Locale.ROOT, "%.3g", rate));
    }

    private Updates updates(boolean untilStall) {
      return new Updates(
          options.get(TrainingOption.OPTIMIZER, OptimizerKind.ADAMW),
          options.get(TrainingOption.WEIGHT_DECAY, BACKBONE_DECAY),
          options.get(TrainingOption.WEIGHT_DECAY, HEAD_DECAY),
          options.get(TrainingOption.CLIP, Double.POSITIVE_INFINITY),
          schedule(untilStall));
    }

    private Schedule schedule(boolean untilStall) {
      ScheduleChoice choice = options.get(TrainingOption.SCHEDULE, ScheduleChoice.AUTO);
      if (choice == ScheduleChoice.AUTO) {
        choice = untilStall ? ScheduleChoice.CONSTANT : ScheduleChoice.ONE_CYCLE;
        words.put("--schedule", untilStall ? "constant" : "one-cycle");
      }
      return switch (choice) {
        case COSINE -> new Schedule.Cosine(options.get(TrainingOption.WARMUP, 0.0));
        case CONSTANT, AUTO -> new Schedule.Constant(options.get(TrainingOption.WARMUP, 0.0));
        case ONE_CYCLE ->
            new Schedule.OneCycle(
                options.get(TrainingOption.WARMUP, Schedule.OneCycle.DEFAULT_WARMUP));
      };
    }

    private OptionalDouble timeLimit() {
      return options
          .said(TrainingOption.TIME_LIMIT)
          .map(limit -> OptionalDouble.of(limit.toMillis() / 1000.0))
          .orElse(OptionalDouble.empty());
    }

    private String metric(LabeledDataset data) {
      return switch (options.get(TrainingOption.METRIC, MetricChoice.AUTO)) {
        case ACCURACY -> Classification.ACCURACY;
        case MACRO_F1 -> Classification.MACRO_F1;
        case LOSS -> "loss";
        case AUTO -> {
          String metric =
              Imbalance.of(data.counts(Part.TRAIN))
                  ? Classification.MACRO_F1
                  : Classification.ACCURACY;
          words.put("--metric", metric);
          yield metric;
        }
      };
    }
  }
}
