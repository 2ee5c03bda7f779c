package graft.magics.command;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the text of a magic into a {@link Command}. */
public final class CommandParser {

  private final Spelling spelling;

  /**
   * Makes a parser.
   *
   * @param home the folder that {@code ~} and {@code $HOME} stand for
   * @param known whether an operand names something: a file, a folder or a live name; it decides
   *     only how an error reads, and answers false instead of throwing
   */
  public CommandParser(String home, Predicate<String> known) {
    this.spelling = new Spelling(home, known);
  }

  /**
   * Reads a line magic.
   *
   * @param magic its name without percent sign
   * @param arguments what follows, split by the kernel: {@code "} has grouped, {@code '} has not
   * @throws IllegalArgumentException if the line is not a command; the message is one sentence
   */
  public Command parse(String magic, List<String> arguments) {
    return command(Magics.named(magic), Words.ofArguments(arguments));
  }

  /**
   * Reads a cell magic.
   *
   * @param body more operands and options, one or more a line
   * @throws IllegalArgumentException if the cell is not a command; the message is one sentence
   */
  public Command parse(String magic, List<String> arguments, String body) {
    CommandSpec spec = Magics.named(magic);
    List<Word> line = Words.ofArguments(arguments);
    if (spec.bodyIsInput() && line.stream().noneMatch(Word::asksForHelp)) {
      throw new IllegalArgumentException(
          "%%%s takes no body; write one line: %s".formatted(spec.typed(), spec.examples().get(0)));
    }
    return command(spec, spec.bodyIsInput() ? line : joined(line, Words.ofBody(body)));
  }

  private static List<Word> joined(List<Word> line, List<Word> body) {
    return Stream.concat(line.stream(), body.stream()).toList();
  }

  private Command command(CommandSpec spec, List<Word> words) {
    return namesSubcommand(spec, words)
        ? commandOf(subcommand(spec, words.get(0).text()), words.subList(1, words.size()))
        : commandOf(spec, words);
  }

  private static boolean namesSubcommand(CommandSpec spec, List<Word> words) {
    return !spec.subcommands().isEmpty()
        && !words.isEmpty()
        && !words.get(0).isOption()
        && !words.get(0).asksForHelp();
  }

  private Command commandOf(CommandSpec spec, List<Word> words) {
    return words.stream().anyMatch(Word::asksForHelp)
        ? new Command.Help(spec)
        : spec.make(new ArgumentReader(spec, spelling, words).read());
  }

  private static CommandSpec subcommand(CommandSpec spec, String text) {
    return spec.subcommands().stream()
        .filter(sub -> sub.shortName().equals(text))
        .findFirst()
        .orElseThrow(() -> unknownSubcommand(spec, text));
  }

  private static IllegalArgumentException unknownSubcommand(CommandSpec spec, String text) {
    List<String> names = spec.subcommands().stream().map(CommandSpec::shortName).toList();
    String question = Nearest.question(spec.typed() + " ", text, names);
    String remedy =
        question.isEmpty() ? "; " + spec.typed() + " takes " + String.join("|", names) : question;
    return new IllegalArgumentException("unknown word " + text + remedy);
  }
}
