package graft.magics.command;

/** Declares {@code %predict}. */
final class PredictSyntax {

  private static final Option<String> OUT =
      Option.of("out", Values.file("FILE.csv", ".csv"), "writes the predictions to a file too");

  static final CommandSpec SPEC =
      CommandSpec.named("predict", "Says the class and its probability of new pictures.")
          .repeated("INPUT", "picture, folder, zip, or a name")
          .options(OUT, CommonOptions.MODEL, CommonOptions.AS)
          .bodyIsInput()
          .examples(
              "%predict new.jpg",
              "%predict new/ more.zip --out predictions.csv",
              "%predict \"my garden.jpg\" --model tuned --as guess",
              "%predict new/ --code")
          .makes(PredictSyntax::command);

  private PredictSyntax() {}

  private static Command command(Arguments arguments) {
    return new Command.Predict(
        arguments.operands(),
        arguments.orNull(OUT),
        arguments.orNull(CommonOptions.MODEL),
        arguments.orNull(CommonOptions.AS));
  }
}
