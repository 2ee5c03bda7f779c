package graft.magics.command;

import graft.train.FineTuneOptions.ScheduleChoice;
import graft.train.OptimizerKind;
import graft.train.RateChoice;
import graft.train.TrainingOption;
import java.util.List;

/** Declares how large the steps are. */
final class StepKnobs {

  static final Knob<RateChoice> RATE =
      Knob.of(
          TrainingOption.RATES,
          new RateValue(),
          "learning rate, how large a step is: a number, or FIRST..LAST from the first stage that "
              + "trains to the head; auto finds it by a sweep as %lr_find does; default: by what "
              + "trains, printed with the run");
  static final Knob<Double> LAYER_DECAY =
      Knob.number(
          TrainingOption.LAYER_DECAY,
          "rate of a stage over that of the stage behind it, for example 0.5; default: by what "
              + "trains");
  static final Knob<ScheduleChoice> SCHEDULE =
      Knob.of(
          TrainingOption.SCHEDULE,
          Values.choice(ScheduleChoice.class),
          "auto",
          "how the rate changes: up and down (one-cycle), only down (cosine), not at all "
              + "(constant); auto is one-cycle where the number of epochs is known");
  static final Knob<Double> WARMUP =
      Knob.number(
          TrainingOption.WARMUP,
          "share of the steps at the start in which the rate rises; default: 0.3 with one-cycle, "
              + "otherwise 0");
  static final Knob<OptimizerKind> OPTIMIZER =
      Knob.of(
          TrainingOption.OPTIMIZER,
          Values.choice(OptimizerKind.class),
          "adamw",
          "the rule that turns gradients into steps");
  static final Knob<Integer> BATCH =
      Knob.of(
          TrainingOption.BATCH,
          Values.count(1),
          "examples in one step; fewer need less memory; default: 32");
  static final Knob<Double> WEIGHT_DECAY =
      Knob.number(
          TrainingOption.WEIGHT_DECAY,
          "share of a weight that a step of rate 1 takes away; default: 1 in the head, 0.01 in "
              + "the backbone");
  static final Knob<Double> CLIP =
      Knob.number(
          TrainingOption.CLIP,
          "largest 2-norm of all gradients together, for example 1; default: none");

  static final List<Knob<?>> ALL =
      List.of(RATE, LAYER_DECAY, SCHEDULE, WARMUP, OPTIMIZER, BATCH, WEIGHT_DECAY, CLIP);

  private StepKnobs() {}
}
