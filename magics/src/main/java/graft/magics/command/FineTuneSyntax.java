package graft.magics.command;

import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Recipe;
import graft.train.RateChoice;
import graft.train.TrainingOption;
import java.util.List;
import java.util.stream.Stream;

/** Declares {@code %finetune}. */
final class FineTuneSyntax {

  static final Option<Boolean> CONTINUE =
      Option.flag("continue", "goes on from the live weights, not from the loaded ones");
  private static final Option<Boolean> RESUME =
      Option.flag(
          "resume",
          "finishes the same run where it was cut off; returns it where it had ended; without "
              + "one starts anew");

  private static final List<Knob<?>> KNOBS =
      Stream.of(
              List.of(PlanKnobs.RECIPE, PlanKnobs.EVERY, PlanKnobs.METRIC),
              PlanKnobs.LENGTH,
              StepKnobs.ALL,
              ExampleKnobs.ALL,
              PlanKnobs.PLACE)
          .<Knob<?>>flatMap(List::stream)
          .toList();

  static final CommandSpec SPEC =
      CommandSpec.named("finetune", "Trains a model on your data.")
          .optional("DATA", "folder, zip, sample:leaves or a name; the same as --data")
          .group("what trains on what")
          .options(CommonOptions.DATA, CommonOptions.MODEL)
          .options(PlanKnobs.RECIPE.option(), PlanKnobs.EVERY.option(), CONTINUE, RESUME)
          .group("how long, and what decides")
          .options(Knob.options(PlanKnobs.LENGTH))
          .options(PlanKnobs.METRIC.option())
          .group("how large its steps are")
          .options(Knob.options(StepKnobs.ALL))
          .group("how it sees the examples")
          .options(Knob.options(ExampleKnobs.ALL))
          .group("where, and under which name")
          .options(Knob.options(PlanKnobs.PLACE))
          .options(CommonOptions.AS)
          .examples(
              "%finetune photos/",
              "%finetune --epochs auto",
              "%finetune --epochs 5 --lr 1e-3 --as tuned",
              "%finetune --recipe two-step --epochs 8 --time-limit 10m",
              "%finetune --recipe gradual --every 3 --lr 1e-5..1e-3",
              "%finetune --lr auto --balance weights --metric macro-f1",
              "%finetune --recipe full --resume",
              "%finetune --continue --epochs 2",
              "%finetune --epochs 5 --code")
          .makes(FineTuneSyntax::command);

  private FineTuneSyntax() {}

  private static Command command(Arguments arguments) {
    return new Command.FineTune(
        arguments.operandOr(CommonOptions.DATA),
        arguments.orNull(CommonOptions.MODEL),
        checked(Knob.said(KNOBS, arguments)),
        arguments.has(CONTINUE),
        arguments.has(RESUME),
        arguments.orNull(CommonOptions.AS));
  }

  /** Refuses what would be read and then have no effect. */
  static FineTuneOptions checked(FineTuneOptions options) {
    if (options.said(TrainingOption.EVERY).isPresent()
        && options.get(TrainingOption.RECIPE, Recipe.CURRENT) != Recipe.GRADUAL) {
      throw new IllegalArgumentException(
          "--every goes with --recipe gradual; add that or leave --every out");
    }
    if (options.said(TrainingOption.LAYER_DECAY).isPresent()
        && options.said(TrainingOption.RATES).orElse(null) instanceof RateChoice.Spread spread) {
      throw new IllegalArgumentException(
          "--lr %s and --layer-decay both set the rates of stages; keep one"
              .formatted(spread.words()));
    }
    return options;
  }
}
