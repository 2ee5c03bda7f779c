package graft.magics.command;

import java.util.List;

/** Declares {@code %compare}. */
final class CompareSyntax {

  static final CommandSpec SPEC =
      CommandSpec.named("compare", "Says which of several models is better, on the same examples.")
          .repeated("MODEL", "a name or run:3, at least two; the first is the reference")
          .options(EvaluateSyntax.ON, CommonOptions.DATA, CommonOptions.AS)
          .examples(
              "%compare scratch frozen tuned",
              "%compare run:1 run:2 --on test",
              "%compare frozen tuned --on other-photos/ --as both")
          .makes(CompareSyntax::command);

  private CompareSyntax() {}

  private static Command command(Arguments arguments) {
    List<String> models = arguments.operands();
    if (models.size() < 2) {
      throw new IllegalArgumentException(
          "%%compare needs at least two models, received %s; write %%compare %s ANOTHER"
              .formatted(models.get(0), models.get(0)));
    }
    models.stream()
        .filter(model -> models.indexOf(model) != models.lastIndexOf(model))
        .findFirst()
        .ifPresent(CompareSyntax::refuseTwice);
    return new Command.Compare(
        models, EvaluateSyntax.examples(arguments), arguments.orNull(CommonOptions.AS));
  }

  private static void refuseTwice(String model) {
    throw new IllegalArgumentException(
        "%%compare needs different models, received %s twice; leave one out".formatted(model));
  }
}
