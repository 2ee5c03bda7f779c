package graft.magics.command;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Declares {@code %graft} and its subcommands. */
final class GraftSyntax {

  private static final Option<Integer> KEEP =
      new Option<>("keep", Values.count(0), "5", "how many of the latest runs stay");

  private static final CommandSpec HELP =
      CommandSpec.named("graft help", "Explains one magic, or lists them all.")
          .optional("NAME", "a magic, for example finetune")
          .examples("%graft help", "%graft help finetune")
          .makes(GraftSyntax::help);

  private static final CommandSpec USE =
      CommandSpec.named("graft use", "Makes a model or data set the current one.")
          .required("NAME", "a name from --as")
          .examples("%graft use tuned")
          .makes(arguments -> new GraftCommand.Use(arguments.operands().get(0)));

  private static final CommandSpec DROP =
      CommandSpec.named("graft drop", "Closes a model or data set and frees its memory.")
          .required("NAME", "a name from --as")
          .examples("%graft drop tuned")
          .makes(arguments -> new GraftCommand.Drop(arguments.operands().get(0)));

  private static final CommandSpec RUNS =
      CommandSpec.named(
              "graft runs", "Shows the runs so far in a table, also those that were cut off.")
          .examples("%graft runs")
          .makes(arguments -> new GraftCommand.Runs());

  private static final CommandSpec KEPT =
      CommandSpec.named(
              "graft keep", "Writes the files of a run that found the disk full when it ended.")
          .optional("NAME", "the model that it trained; the current one if left out")
          .examples("%graft keep", "%graft keep tuned")
          .makes(arguments -> new GraftCommand.Keep(arguments.operand().orElse(null)));

  private static final CommandSpec CLEAN =
      CommandSpec.named(
              "graft clean",
              "Deletes old runs, checkpoints of runs that are not kept, scratch baselines, and what killed processes were writing.")
          .options(KEEP)
          .examples("%graft clean", "%graft clean --keep 1")
          .makes(arguments -> new GraftCommand.Clean(arguments.get(KEEP)));

  private static final CommandSpec SET =
      CommandSpec.named("graft set", "Changes a setting until the kernel stops.")
          .required("KEY", settings())
          .required("VALUE", "its new value")
          .examples("%graft set device cpu", "%graft set seed 7")
          .makes(GraftSyntax::set);

  static final CommandSpec SPEC =
      CommandSpec.named("graft", "Shows live models with their memory, settings and versions.")
          .subcommands(HELP, USE, DROP, RUNS, KEPT, CLEAN, SET)
          .examples("%graft", "%graft help finetune", "%graft runs", "%graft set device cpu")
          .makes(arguments -> new GraftCommand.Overview());

  private GraftSyntax() {}

  private static Command help(Arguments arguments) {
    return new GraftCommand.Help(
        arguments.operand().map(name -> Magics.named(name).name()).orElse(null));
  }

  private static Command set(Arguments arguments) {
    Setting setting = Setting.of(arguments.operands().get(0));
    String value = arguments.operands().get(1);
    return new GraftCommand.Set(setting, setting.checked("setting " + setting.key(), value));
  }

  private static String settings() {
    return Arrays.stream(Setting.values())
        .map(setting -> setting.key() + " " + setting.notation() + ": " + setting.description())
        .collect(Collectors.joining("; "));
  }
}
