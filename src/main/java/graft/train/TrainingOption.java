package graft.train;

import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.Balance;
import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FineTuneOptions.ScheduleChoice;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Names something that a user may say about a run, and which values it takes. What is not said
 * depends on the case and is chosen at the start of the run, which says what it chose.
 *
 * @param <T> type of the value
 * @param name as users type it, without dashes
 * @param type of the value
 * @param rule in words, for example {@code >= 1}
 * @param allowed tells whether a value keeps the rule
 */
public record TrainingOption<T>(String name, Class<T> type, String rule, Predicate<T> allowed) {

  /** Which stages train when. Default: as the model's policy says. */
  public static final TrainingOption<Recipe> RECIPE = choice("recipe", Recipe.class);

  /** Epochs after which the recipe {@code gradual} opens the next stage. Default 2. */
  public static final TrainingOption<Integer> EVERY = count("every", 1);

  /** Epochs at most. Default: until the metric stalls on cached features, otherwise 5 or more. */
  public static final TrainingOption<Integer> EPOCHS = count("epochs", 1);

  /** Learning rates. Default: by policy. */
  public static final TrainingOption<RateChoice> RATES =
      new TrainingOption<>("lr", RateChoice.class, "> 0", rates -> true);

  /** Rate of a stage over that of the stage behind it. Default: by policy. */
  public static final TrainingOption<Double> LAYER_DECAY =
      number("layer-decay", "above 0 and at most 1", value -> value > 0 && value <= 1);

  /** How rates change. Default: one-cycle, constant where epochs end when the metric stalls. */
  public static final TrainingOption<ScheduleChoice> SCHEDULE =
      choice("schedule", ScheduleChoice.class);

  /** Share of a phase's steps in which rates rise. Default: 0.3 of one-cycle, otherwise none. */
  public static final TrainingOption<Double> WARMUP =
      number("warmup", "at least 0 and below 1", value -> value >= 0 && value < 1);

  /** How gradients become steps. Default AdamW. */
  public static final TrainingOption<OptimizerKind> OPTIMIZER =
      choice("optimizer", OptimizerKind.class);

  /** Examples a step. Default 32. */
  public static final TrainingOption<Integer> BATCH = count("batch", 1);

  /** Share of a weight that a step of rate 1 takes away. Default: by policy. */
  public static final TrainingOption<Double> WEIGHT_DECAY =
      number("weight-decay", ">= 0", value -> value >= 0);

  /** Largest 2-norm of all gradients together. Default: none. */
  public static final TrainingOption<Double> CLIP = number("clip", "> 0", value -> value > 0);

  /**
   * Epochs since the deciding metric was last better, equal being no better, after which training
   * ends. Default: 10 on cached features.
   */
  public static final TrainingOption<Integer> PATIENCE = count("patience", 1);

  /** Time after which training ends on a usable model. Default: none. */
  public static final TrainingOption<Duration> TIME_LIMIT =
      new TrainingOption<>(
          "time-limit", Duration.class, "> 0", limit -> !limit.isNegative() && !limit.isZero());

  /** How training pictures vary. Default: not while the backbone is frozen, lightly otherwise. */
  public static final TrainingOption<Augment> AUGMENT = choice("augment", Augment.class);

  /** How strongly pictures are mixed, the alpha of a beta distribution. Default 0, not at all. */
  public static final TrainingOption<Double> MIXUP =
      number("mixup", "0 to 2", value -> value >= 0 && value <= 2);

  /** Share of each target that is spread over all classes. Default 0. */
  public static final TrainingOption<Double> LABEL_SMOOTHING = share("label-smoothing");

  /** Share of the head's features that a training step leaves out. Default 0. */
  public static final TrainingOption<Double> DROPOUT = share("dropout");

  /** What decides the best epoch. Default: macro F1 on imbalanced data, accuracy otherwise. */
  public static final TrainingOption<MetricChoice> METRIC = choice("metric", MetricChoice.class);

  /** What makes up for uneven classes. Default: nothing. */
  public static final TrainingOption<Balance> BALANCE = choice("balance", Balance.class);

  /** Seed of everything that is drawn. Default 42. */
  public static final TrainingOption<Long> SEED =
      new TrainingOption<>("seed", Long.class, "a whole number", seed -> true);

  /** Where to train. Default: the first GPU where there is one. */
  public static final TrainingOption<DeviceChoice> DEVICE = choice("device", DeviceChoice.class);

  /** In which numbers stages train. Default: bf16 where that is fast and close enough. */
  public static final TrainingOption<PrecisionChoice> PRECISION =
      choice("precision", PrecisionChoice.class);

  /** All options, in the order in which a command lists them. */
  static final List<TrainingOption<?>> ALL =
      List.of(
          RECIPE,
          EVERY,
          EPOCHS,
          RATES,
          LAYER_DECAY,
          SCHEDULE,
          WARMUP,
          OPTIMIZER,
          BATCH,
          WEIGHT_DECAY,
          CLIP,
          PATIENCE,
          TIME_LIMIT,
          AUGMENT,
          MIXUP,
          LABEL_SMOOTHING,
          DROPOUT,
          METRIC,
          BALANCE,
          SEED,
          DEVICE,
          PRECISION);

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException if it breaks the rule
   */
  void check(T value) {
    if (!allowed.test(value)) {
      throw new IllegalArgumentException(
          "%s must be %s, received %s".formatted(name.replace('-', ' '), rule, value));
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  private static <E extends Enum<E>> TrainingOption<E> choice(String name, Class<E> type) {
    return new TrainingOption<>(name, type, "one of its names", value -> true);
  }

  private static TrainingOption<Integer> count(String name, int least) {
    return new TrainingOption<>(name, Integer.class, ">= " + least, value -> value >= least);
  }

  private static TrainingOption<Double> share(String name) {
    return number(name, "at least 0 and below 1", value -> value >= 0 && value < 1);
  }

  private static TrainingOption<Double> number(
      String name, String rule, Predicate<Double> allowed) {
    return new TrainingOption<>(
        name, Double.class, rule, value -> Double.isFinite(value) && allowed.test(value));
  }
}
