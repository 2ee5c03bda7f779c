package graft.magics.command;

import graft.data.Part;
import java.util.EnumMap;
import java.util.Map;

/** Declares {@code %data}. */
final class DataSyntax {

  private static final Option<SplitPercent> SPLIT =
      Option.of(
          "split",
          Values.split(),
          "percentages of the parts; default: 70/15/15, or the ready-made parts");
  private static final Option<Long> SEED = CommonOptions.seed("the split");
  private static final Option<String> TRAIN =
      part("train", "folder below PATH that is trained on, where its name does not say so");
  private static final Option<String> VALIDATION =
      part("val", "the same for validation; default: 15 % of what is trained on");
  private static final Option<String> TEST = part("test", "the same for the test; default: none");

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
          .options(SPLIT, SEED, TRAIN, VALIDATION, TEST, AUGMENT, CommonOptions.AS)
          .exclusive(SPLIT, TRAIN)
          .bodyIsInput()
          .examples(
              "%data photos/",
              "%data \"my photos.zip\" --split 80/10/10 --seed 7",
              "%data scans/ --train Lernen --test Prüfen",
              "%data sample:leaves,classes=4,count=60 --as leaves",
              "%data",
              "%data --augment light")
          .makes(DataSyntax::command);

  private DataSyntax() {}

  private static Option<String> part(String name, String what) {
    return Option.of(name, Values.operand("FOLDER"), what);
  }

  private static Command command(Arguments arguments) {
    arguments.needOperandFor(SPLIT, SEED, TRAIN, VALIDATION, TEST);
    return new Command.OpenData(
        arguments.operand().orElse(null),
        arguments.orNull(SPLIT),
        arguments.orNull(SEED),
        folders(arguments),
        arguments.get(AUGMENT),
        arguments.orNull(CommonOptions.AS));
  }

  private static Map<Part, String> folders(Arguments arguments) {
    Map<Part, String> folders = new EnumMap<>(Part.class);
    arguments.find(TRAIN).ifPresent(folder -> folders.put(Part.TRAIN, folder));
    arguments.find(VALIDATION).ifPresent(folder -> folders.put(Part.VALIDATION, folder));
    arguments.find(TEST).ifPresent(folder -> folders.put(Part.TEST, folder));
    if (!folders.isEmpty() && !folders.containsKey(Part.TRAIN)) {
      throw new IllegalArgumentException(
          "--val and --test go with --train, which names the folder that is trained on; add that");
    }
    return folders;
  }
}
