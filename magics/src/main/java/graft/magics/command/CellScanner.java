package graft.magics.command;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds Graft's commands in the source of notebook cells without running anything. */
public final class CellScanner {

  // where the kernels see magics: at the start of a line or after "="
  private static final Pattern LINE_MAGIC = Pattern.compile("(?:^|=)\\s*%(?<call>\\w.*)");
  private static final Pattern CELL_MAGIC = Pattern.compile("%%(?<call>\\w.*)\\R(?<body>(?s:.*))");

  private final CommandParser parser;

  /**
   * Makes a scanner.
   *
   * @param home the folder that {@code ~} and {@code $HOME} stand for
   */
  public CellScanner(String home) {
    this.parser = new CommandParser(home, operand -> true);
  }

  /** Returns the commands of a cell in order; other magics, code and bad lines are left out. */
  public List<Command> commands(String cellSource) {
    Matcher cell = CELL_MAGIC.matcher(cellSource.stripTrailing());
    return cell.matches()
        ? command(cell.group("call"), Optional.of(cell.group("body"))).toList()
        : cellSource.lines().flatMap(this::lineCommand).toList();
  }

  private Stream<Command> lineCommand(String line) {
    Matcher magic = LINE_MAGIC.matcher(line);
    return magic.find() ? command(magic.group("call"), Optional.empty()) : Stream.empty();
  }

  private Stream<Command> command(String call, Optional<String> body) {
    List<String> words = Words.ofKernelLine(call);
    List<String> arguments = words.subList(1, words.size());
    try {
      return Stream.of(
          body.isPresent()
              ? parser.parse(words.get(0), arguments, body.get())
              : parser.parse(words.get(0), arguments));
    } catch (IllegalArgumentException e) {
      // not ours or mistyped: whoever runs the cell gets the sentence, a scan has nothing to say
      return Stream.empty();
    }
  }
}
