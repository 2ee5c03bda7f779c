package graft.magics.command;

import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.Balance;
import graft.train.TrainingOption;
import java.util.List;

/** Declares what is done to examples so that the model does not learn them by heart. */
final class ExampleKnobs {

  static final Knob<Augment> AUGMENT =
      Knob.of(
          TrainingOption.AUGMENT,
          Values.choice(Augment.class),
          "auto",
          "how pictures vary; auto is none while the backbone is frozen, light otherwise");
  static final Knob<Double> MIXUP =
      Knob.number(
          TrainingOption.MIXUP,
          "mixes pairs of pictures, more evenly the larger X is, for example 0.2; default: 0, "
              + "not at all");
  static final Knob<Double> LABEL_SMOOTHING =
      Knob.number(
          TrainingOption.LABEL_SMOOTHING,
          "share of each answer that is spread over all classes, for example 0.1; default: 0");
  static final Knob<Double> DROPOUT =
      Knob.number(
          TrainingOption.DROPOUT,
          "share of the head's inputs that a step leaves out, for example 0.2; default: 0");
  static final Knob<Balance> BALANCE =
      Knob.of(
          TrainingOption.BALANCE,
          Values.choice(Balance.class),
          "none",
          "what makes up for uneven classes: rare ones count more (weights) or are drawn more "
              + "often (sample)");

  static final List<Knob<?>> ALL = List.of(AUGMENT, MIXUP, LABEL_SMOOTHING, DROPOUT, BALANCE);

  private ExampleKnobs() {}
}
