package graft.magics.command;

import java.util.List;

/** Declares {@code %lr_find}. */
final class FindRateSyntax {

  private static final List<Knob<?>> KNOBS =
      List.of(PlanKnobs.RECIPE, StepKnobs.BATCH, PlanKnobs.SEED, PlanKnobs.DEVICE);

  static final CommandSpec SPEC =
      CommandSpec.named("lr_find", "Looks for a good learning rate, and changes nothing.")
          .optional("DATA", "folder, zip, sample:leaves or a name; the same as --data")
          .options(CommonOptions.DATA, CommonOptions.MODEL)
          .options(Knob.options(KNOBS))
          .options(CommonOptions.AS)
          .examples(
              "%lr_find",
              "%lr_find photos/ --recipe full", "%lr_find --batch 16 --seed 7 --as sweep")
          .makes(FindRateSyntax::command);

  private FindRateSyntax() {}

  private static Command command(Arguments arguments) {
    return new Command.FindRate(
        arguments.operandOr(CommonOptions.DATA),
        arguments.orNull(CommonOptions.MODEL),
        Knob.said(KNOBS, arguments),
        arguments.orNull(CommonOptions.AS));
  }
}
