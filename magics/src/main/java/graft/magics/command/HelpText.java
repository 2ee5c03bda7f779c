package graft.magics.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explains magics as plain text of at most 88 columns, from their declarations. */
public final class HelpText {

  private static final int WIDTH = 88;
  private static final int COLUMN = 26;

  private HelpText() {}

  /** Returns usage, operands, options and examples of a magic. */
  public static String of(CommandSpec spec) {
    Stream<List<String>> start =
        Stream.of(
            List.of(usage(spec)),
            Wrap.text(spec.summary(), 0, WIDTH),
            titled("arguments", spec.positionals().stream().map(HelpText::row)),
            titled("subcommands", spec.subcommands().stream().map(HelpText::row)));
    Stream<List<String>> options =
        spec.groups().stream()
            .map(group -> titled(group.heading(), group.options().stream().map(HelpText::row)));
    List<String> examples = titled("examples", spec.examples().stream().map(line -> "  " + line));
    return Stream.of(start, options, Stream.of(examples))
        .flatMap(blocks -> blocks)
        .filter(block -> !block.isEmpty())
        .map(block -> String.join("\n", block))
        .collect(Collectors.joining("\n\n"));
  }

  /** Returns all options with their values for an error: in one line, or a paragraph a group. */
  static String choices(CommandSpec spec) {
    if (!spec.isLarge()) {
      return " " + usages(spec.options());
    }
    return spec.groups().stream().map(HelpText::choices).collect(Collectors.joining());
  }

  private static String choices(OptionGroup group) {
    List<String> items = List.of(usages(group.options()).split("(?<=,) "));
    return "\n  " + group.title() + "\n" + Wrap.items("   ", items, WIDTH);
  }

  private static String usages(List<Option<?>> options) {
    return options.stream().map(Option::usage).collect(Collectors.joining(", "));
  }

  /** Returns every magic with its one sentence. */
  public static String overview() {
    String magics =
        Magics.all().stream()
            .map(spec -> row(spec.typed(), spec.summary()))
            .collect(Collectors.joining("\n"));
    return "Graft's magics; each takes --help, or a ? behind its name, and --code\n\n" + magics;
  }

  /** Returns the usage line of a magic, wrapped, for example {@code %data [PATH] [--as NAME]}. */
  static String usage(CommandSpec spec) {
    List<String> parts = new ArrayList<>();
    spec.positionals().forEach(operand -> parts.add(operand.usage()));
    if (!spec.subcommands().isEmpty()) {
      parts.add(subcommands(spec));
    }
    parts.addAll(optionGroups(spec));
    return Wrap.items(spec.typed(), parts, WIDTH);
  }

  private static String subcommands(CommandSpec spec) {
    return spec.subcommands().stream()
        .map(CommandSpec::shortName)
        .collect(Collectors.joining("|", "[", "]"));
  }

  private static List<String> optionGroups(CommandSpec spec) {
    if (spec.isLarge()) {
      return List.of("[OPTION…]");
    }
    List<String> groups = new ArrayList<>();
    List<Option<?>> done = new ArrayList<>();
    for (Option<?> option : spec.options()) {
      if (!done.contains(option)) {
        List<Option<?>> group = group(spec, option);
        group.removeAll(done);
        done.addAll(group);
        groups.add(group.stream().map(Option::usage).collect(Collectors.joining(" | ", "[", "]")));
      }
    }
    return groups;
  }

  private static List<Option<?>> group(CommandSpec spec, Option<?> option) {
    List<Option<?>> alone = List.of(option);
    return new ArrayList<>(
        spec.exclusive().stream()
            .filter(group -> group.contains(option))
            .findFirst()
            .orElse(alone));
  }

  private static List<String> titled(String title, Stream<String> rows) {
    List<String> lines = rows.toList();
    return lines.isEmpty() ? lines : Stream.concat(Stream.of(title), lines.stream()).toList();
  }

  private static String row(Positional operand) {
    return row(operand.noun(), operand.description());
  }

  private static String row(CommandSpec subcommand) {
    return row(usageOfItsOwn(subcommand), subcommand.summary());
  }

  /** Returns the usage without what every magic takes. */
  private static String usageOfItsOwn(CommandSpec spec) {
    return usage(spec).replace(" [--code] [--help]", "");
  }

  private static String row(Option<?> option) {
    return row(option.usage(), option.help());
  }

  /** Returns a name and its text in two columns; a long name has a line of its own. */
  private static String row(String name, String text) {
    String start = "  " + name;
    List<String> lines = Wrap.text(text, COLUMN, WIDTH);
    boolean fits = start.length() + 2 <= COLUMN;
    String first =
        fits
            ? start + " ".repeat(COLUMN - start.length()) + lines.get(0).strip()
            : start + "\n" + lines.get(0);
    return Stream.concat(Stream.of(first), lines.stream().skip(1))
        .collect(Collectors.joining("\n"));
  }
}
