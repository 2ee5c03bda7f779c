package graft.magics.command;

import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.TrainingOption;
import java.time.Duration;
import java.util.List;

/** Declares what trains when, for how long, where, and what decides. */
final class PlanKnobs {

  static final Knob<Recipe> RECIPE =
      Knob.of(
          TrainingOption.RECIPE,
          Values.choice(Recipe.class),
          "current",
          "which stages train when: current (as %freeze and %unfreeze set it), head (only the "
              + "head), two-step (the head, then all of it at lower rates), gradual (the head, "
              + "then one stage more at a time), full (all of it)");
  static final Knob<Integer> EVERY =
      Knob.of(
          TrainingOption.EVERY,
          Values.count(1),
          "epochs after which --recipe gradual opens the next stage; default: 2");
  static final Knob<Integer> EPOCHS =
      Knob.of(
          TrainingOption.EPOCHS,
          Values.countOrAuto(1),
          "auto",
          "passes over the training part; auto goes on until the metric stalls where the "
              + "backbone is frozen, otherwise depends on the recipe, 5 or more");
  static final Knob<Integer> PATIENCE =
      Knob.of(
          TrainingOption.PATIENCE,
          Values.count(1),
          "ends after N epochs without a better metric; default: 10 where --epochs auto waits "
              + "for that, otherwise never");
  static final Knob<Duration> TIME_LIMIT =
      Knob.of(
          TrainingOption.TIME_LIMIT,
          new TimeValue(),
          "ends by then on a usable model, for example 90s, 5m or 2h30m; default: none");
  static final Knob<MetricChoice> METRIC =
      Knob.of(
          TrainingOption.METRIC,
          Values.choice(MetricChoice.class),
          "auto",
          "what decides the best epoch; auto is macro-f1 where classes are very uneven, "
              + "otherwise accuracy");
  static final Knob<Long> SEED =
      new Knob<>(TrainingOption.SEED, CommonOptions.seed("every random choice"));
  static final Knob<DeviceChoice> DEVICE =
      Knob.of(
          TrainingOption.DEVICE,
          Values.choice(DeviceChoice.class),
          "where to train; default: the setting, else auto, a GPU where there is one");
  static final Knob<PrecisionChoice> PRECISION =
      Knob.of(
          TrainingOption.PRECISION,
          Values.choice(PrecisionChoice.class),
          "numbers it trains in, of 32 bits (f32) or 16 (bf16); default: the setting, else auto, "
              + "bf16 where that is fast and close enough");

  static final List<Knob<?>> LENGTH = List.of(EPOCHS, PATIENCE, TIME_LIMIT);
  static final List<Knob<?>> PLACE = List.of(SEED, DEVICE, PRECISION);

  private PlanKnobs() {}
}
