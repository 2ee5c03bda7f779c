package graft.magics.command;

/** Options that mean the same on every magic that has them. */
final class CommonOptions {

  static final Option<String> AS =
      Option.of(
          "as", Values.variable(), "names the result and declares a Java variable of that name");
  static final Option<String> MODEL =
      Option.of("model", Values.operand("NAME"), "which model; default: the current one");
  static final Option<String> DATA =
      Option.of("data", Values.operand("DATA"), "which data set; default: the current one");
  static final Option<Command.Norms> NORMS =
      new Option<>(
          "bn",
          Values.choice(Command.Norms.class),
          "eval",
          "whether frozen batch norms keep their statistics (eval) or follow the batches");

  private CommonOptions() {}

  /** Declares the seed of something. */
  static Option<Long> seed(String what) {
    return Option.of("seed", Values.seed(), "seed of " + what + "; default: the setting, else 42");
  }
}
