package graft.magics.command;

/** Declares {@code %freeze}. */
final class FreezeSyntax {

  private static final Option<String> UNTIL =
      Option.of(
          "until",
          Values.text("STAGE"),
          "freezes everything before STAGE, which trains; default: the whole backbone");
  private static final Option<Boolean> SHOW =
      Option.flag("show", "shows the stages and changes nothing");

  static final CommandSpec SPEC =
      CommandSpec.named("freeze", "Sets which stages stand still in the next run.")
          .options(UNTIL, SHOW, CommonOptions.NORMS, CommonOptions.MODEL, CommonOptions.AS)
          .exclusive(UNTIL, SHOW)
          .exclusive(CommonOptions.NORMS, SHOW)
          .examples("%freeze", "%freeze --until layer4", "%freeze --show")
          .makes(FreezeSyntax::command);

  private FreezeSyntax() {}

  private static Command command(Arguments arguments) {
    String model = arguments.orNull(CommonOptions.MODEL);
    String as = arguments.orNull(CommonOptions.AS);
    return arguments.has(SHOW)
        ? new Command.ShowStages(model, as)
        : new Command.Freeze(
            arguments.orNull(UNTIL), arguments.get(CommonOptions.NORMS), model, as);
  }
}
