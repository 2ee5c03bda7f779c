package graft.magics.command;

/** Declares {@code %pretrained}. */
final class PretrainedSyntax {

  private static final Option<Command.Weights> WEIGHTS =
      new Option<>(
          "weights",
          Values.choice(Command.Weights.class),
          "default",
          "default: the pretrained weights; none: random ones");
  private static final Option<Long> SEED = CommonOptions.seed("random weights");

  static final CommandSpec SPEC =
      CommandSpec.named("pretrained", "Loads a pretrained backbone afresh, its stages frozen.")
          .optional("NAME", "graft-nano, run:3, run:last or a name; left out: lists what there is")
          .options(WEIGHTS, SEED, CommonOptions.AS)
          .examples(
              "%pretrained graft-nano",
              "%pretrained run:last --as tuned",
              "%pretrained graft-nano --weights none --seed 1 --as scratch",
              "%pretrained")
          .makes(PretrainedSyntax::command);

  private PretrainedSyntax() {}

  private static Command command(Arguments arguments) {
    arguments.needOperandFor(WEIGHTS, SEED, CommonOptions.AS);
    if (arguments.has(SEED) && arguments.get(WEIGHTS) == Command.Weights.DEFAULT) {
      throw new IllegalArgumentException(
          "--seed goes with --weights none; add that or leave --seed out");
    }
    return new Command.LoadPretrained(
        arguments.operand().orElse(null),
        arguments.get(WEIGHTS),
        arguments.orNull(SEED),
        arguments.orNull(CommonOptions.AS));
  }
}
