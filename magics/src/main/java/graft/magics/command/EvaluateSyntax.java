package graft.magics.command;

import graft.data.Part;
import java.util.Arrays;
import java.util.Optional;

/** Declares {@code %evaluate}. */
final class EvaluateSyntax {

  static final Option<String> ON =
      new Option<>(
          "on",
          Values.operand("val|test|DATA"),
          "val",
          "which examples: a part of the data set, or all of another one");

  private static final Option<Command.Baseline> BASELINE =
      new Option<>(
          "baseline",
          Values.choice(Command.Baseline.class),
          "none",
          "what to compare with beside what is free; scratch: the same network from random"
              + " weights, trained as long, and kept");

  static final CommandSpec SPEC =
      CommandSpec.named("evaluate", "Says how good a model is, with 95 % intervals and baselines.")
          .optional("MODEL", "a name or run:3; the same as --model")
          .options(ON, BASELINE, CommonOptions.MODEL, CommonOptions.DATA, CommonOptions.AS)
          .examples(
              "%evaluate",
              "%evaluate tuned --on test",
              "%evaluate --on other-photos/",
              "%evaluate --baseline scratch")
          .makes(EvaluateSyntax::command);

  private EvaluateSyntax() {}

  private static Command command(Arguments arguments) {
    Command.Examples on = examples(arguments);
    Command.Baseline baseline = arguments.get(BASELINE);
    if (baseline == Command.Baseline.SCRATCH && on instanceof Command.Examples.All all) {
      throw new IllegalArgumentException(
          "--baseline scratch goes with --on val or --on test, received --on "
              + all.data()
              + "; leave --baseline out");
    }
    return new Command.Evaluate(
        arguments.operandOr(CommonOptions.MODEL), on, baseline, arguments.orNull(CommonOptions.AS));
  }

  /** Returns which examples {@link #ON} and {@code --data} name. */
  static Command.Examples examples(Arguments arguments) {
    String on = arguments.get(ON);
    Optional<Part> part = part(on);
    if (part.isPresent()) {
      return new Command.Examples.Of(part.get(), arguments.orNull(CommonOptions.DATA));
    }
    if (arguments.has(CommonOptions.DATA)) {
      throw new IllegalArgumentException(
          "--data goes with --on val or --on test, received --on " + on + "; leave --data out");
    }
    return new Command.Examples.All(on);
  }

  /** Returns the part of a label; training examples are not what a model is judged on. */
  private static Optional<Part> part(String on) {
    return Arrays.stream(Part.values())
        .filter(part -> part != Part.TRAIN && part.label().equals(on))
        .findFirst();
  }
}
