package graft.magics.command;

import java.util.Optional;

/** Declares {@code %unfreeze}. */
final class UnfreezeSyntax {

  private static final Option<Integer> LAST =
      Option.of("last", Values.count(1), "the last N stages of the backbone train");
  private static final Option<String> FROM =
      Option.of("from", Values.text("STAGE"), "STAGE and all after it train");

  static final CommandSpec SPEC =
      CommandSpec.named(
              "unfreeze", "Sets which stages train in the next run: all of them, or the last ones.")
          .options(LAST, FROM, CommonOptions.NORMS, CommonOptions.MODEL, CommonOptions.AS)
          .exclusive(LAST, FROM)
          .examples("%unfreeze", "%unfreeze --last 1", "%unfreeze --from layer3 --bn train")
          .makes(UnfreezeSyntax::command);

  private UnfreezeSyntax() {}

  private static Command command(Arguments arguments) {
    return new Command.Unfreeze(
        scope(arguments),
        arguments.get(CommonOptions.NORMS),
        arguments.orNull(CommonOptions.MODEL),
        arguments.orNull(CommonOptions.AS));
  }

  private static Command.Scope scope(Arguments arguments) {
    Optional<Command.Scope> last = arguments.find(LAST).map(Command.Scope.Last::new);
    return last.or(() -> arguments.find(FROM).map(Command.Scope.From::new))
        .orElseGet(Command.Scope.All::new);
  }
}
