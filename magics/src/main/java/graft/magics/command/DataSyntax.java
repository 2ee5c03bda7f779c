package graft.magics.command;

/** Declares {@code %data}. */
final class DataSyntax {

  private static final Option<SplitPercent> SPLIT =
      Option.of(
          "split",
          Values.split(),
          "percentages of the parts; default: 70/15/15, or the ready-made parts");
  private static final Option<Long> SEED = CommonOptions.seed("the split");

  private static final Option<Command.Preview> AUGMENT =
      new Option<>(
          "augment",
          Values.choice(Command.Preview.class),
          "none",
          "light: shows training pictures as augmentation varies them");

  static final CommandSpec SPEC =
      CommandSpec.named("data", "Opens labelled examples, or shows the current ones.")
          .optional(
              "PATH",
              "folder with a folder per class, folder with train, val and test, zip of either, "
                  + "sample:leaves, or a name; left out: shows the current data")
          .options(SPLIT, SEED, AUGMENT, CommonOptions.AS)
          .bodyIsInput()
          .examples(
              "%data photos/",
              "%data \"my photos.zip\" --split 80/10/10 --seed 7",
              "%data sample:leaves,classes=4,count=60 --as leaves",
              "%data",
              "%data --augment light")
          .makes(DataSyntax::command);

  private DataSyntax() {}

  private static Command command(Arguments arguments) {
    arguments.needOperandFor(SPLIT, SEED);
    return new Command.OpenData(
        arguments.operand().orElse(null),
        arguments.orNull(SPLIT),
        arguments.orNull(SEED),
        arguments.get(AUGMENT),
        arguments.orNull(CommonOptions.AS));
  }
}
