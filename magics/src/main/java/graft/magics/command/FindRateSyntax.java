package graft.magics.command;

import java.util.List;
import java.util.stream.Stream;

/** Declares {@code %lr_find}. */
final class FindRateSyntax {

  /** What decides the weights that a run starts from, its steps and its examples. */
  private static final List<Knob<?>> STEPS =
      List.of(
          StepKnobs.LAYER_DECAY,
          StepKnobs.OPTIMIZER,
          StepKnobs.BATCH,
          StepKnobs.WEIGHT_DECAY,
          StepKnobs.CLIP);

  private static final List<Knob<?>> PLACE = List.of(PlanKnobs.SEED, PlanKnobs.DEVICE);

  private static final List<Knob<?>> KNOBS =
      Stream.of(List.of(PlanKnobs.RECIPE, PlanKnobs.EVERY), STEPS, ExampleKnobs.ALL, PLACE)
          .<Knob<?>>flatMap(List::stream)
          .toList();

  static final CommandSpec SPEC =
      CommandSpec.named("lr_find", "Looks for a good learning rate, and changes nothing.")
          .optional("DATA", "folder, zip, sample:leaves or a name; the same as --data")
          .group("which run the rate is for")
          .options(CommonOptions.DATA, CommonOptions.MODEL)
          .options(PlanKnobs.RECIPE.option(), PlanKnobs.EVERY.option(), FineTuneSyntax.CONTINUE)
          .group("how its steps are taken")
          .options(Knob.options(STEPS))
          .group("how it sees the examples")
          .options(Knob.options(ExampleKnobs.ALL))
          .group("where, and under which name")
          .options(Knob.options(PLACE))
          .options(CommonOptions.AS)
          .examples(
              "%lr_find",
              "%lr_find photos/ --recipe full",
              "%lr_find --continue --recipe full",
              "%lr_find --batch 16 --seed 7 --as sweep")
          .makes(FindRateSyntax::command);

  private FindRateSyntax() {}

  private static Command command(Arguments arguments) {
    return new Command.FindRate(
        arguments.operandOr(CommonOptions.DATA),
        arguments.orNull(CommonOptions.MODEL),
        FineTuneSyntax.checked(Knob.said(KNOBS, arguments)),
        arguments.has(FineTuneSyntax.CONTINUE),
        arguments.orNull(CommonOptions.AS));
  }
}
