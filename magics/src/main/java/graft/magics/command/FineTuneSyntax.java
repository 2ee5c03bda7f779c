package graft.magics.command;

/** Declares {@code %finetune}. */
final class FineTuneSyntax {

  private static final Option<Integer> EPOCHS =
      new Option<>(
          "epochs",
          Values.countOrAuto(1),
          "auto",
          "passes over the training part; auto trains until the metric stalls");
  private static final Option<Double> RATE =
      new Option<>("lr", Values.rateOrAuto(), "auto", "learning rate, above 0");
  private static final Option<Integer> BATCH =
      Option.of("batch", Values.count(1), "examples in one step; default: printed with the run");
  private static final Option<Command.Augment> AUGMENT =
      new Option<>(
          "augment",
          Values.choice(Command.Augment.class),
          "auto",
          "how pictures vary; auto is none while the backbone is frozen, light otherwise");
  private static final Option<Long> SEED = CommonOptions.seed("every random choice");
  private static final Option<Command.Metric> METRIC =
      new Option<>(
          "metric",
          Values.choice(Command.Metric.class),
          "auto",
          "what decides the best epoch; auto is macro-f1 where classes are very uneven");
  private static final Option<String> DEVICE =
      Option.of("device", Values.device(), "where to train; default: the setting, else auto");
  private static final Option<Boolean> CONTINUE =
      Option.flag("continue", "goes on from the live weights, not from the loaded ones");

  static final CommandSpec SPEC =
      CommandSpec.named("finetune", "Trains a model on your data.")
          .optional("DATA", "folder, zip, sample:leaves or a name; the same as --data")
          .options(CommonOptions.DATA, CommonOptions.MODEL, EPOCHS, RATE, BATCH, AUGMENT, SEED)
          .options(METRIC, DEVICE, CONTINUE, CommonOptions.AS)
          .examples(
              "%finetune --epochs auto",
              "%finetune photos/",
              "%finetune --epochs 5 --lr 1e-3 --as tuned",
              "%finetune --continue --epochs 2")
          .makes(FineTuneSyntax::command);

  private FineTuneSyntax() {}

  private static Command command(Arguments arguments) {
    return new Command.FineTune(
        arguments.operandOr(CommonOptions.DATA),
        arguments.orNull(CommonOptions.MODEL),
        training(arguments),
        arguments.orNull(CommonOptions.AS));
  }

  private static Command.Training training(Arguments arguments) {
    return new Command.Training(
        arguments.orNull(EPOCHS),
        arguments.orNull(RATE),
        arguments.orNull(BATCH),
        arguments.get(AUGMENT),
        arguments.orNull(SEED),
        arguments.get(METRIC),
        arguments.orNull(DEVICE),
        arguments.has(CONTINUE));
  }
}
