package graft.magics.command;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Types a line as a kernel hands it over, on a machine with a few files. */
final class Typed {

  static final String HOME = "/home/ada";

  private static final Set<String> FILES =
      Set.of(
          "photos",
          "photos/",
          "photos/leaves",
          "photos/leaves/oak",
          "my photos/",
          "my garden photos",
          HOME + "/our photos");
  static final CommandParser PARSER = new CommandParser(HOME, FILES::contains);

  private Typed() {}

  /** Parses a line magic, for example {@code %data photos/}. */
  static Command line(String line) {
    List<String> words = Words.ofKernelLine(line.substring(1));
    return PARSER.parse(words.get(0), words.subList(1, words.size()));
  }

  /** Parses a cell magic, whose first line is {@code line}. */
  static Command cell(String line, String... body) {
    List<String> words = Words.ofKernelLine(line.substring(2));
    String text = String.join("\n", body);
    return PARSER.parse(words.get(0), words.subList(1, words.size()), text);
  }

  /** Returns the message of a line that must fail. */
  static String error(String line) {
    return catchThrowableOfType(IllegalArgumentException.class, () -> line(line)).getMessage();
  }

  /** Returns the message of a cell that must fail. */
  static String cellError(String line, String... body) {
    return catchThrowableOfType(IllegalArgumentException.class, () -> cell(line, body))
        .getMessage();
  }

  /** Returns the message for arguments that reach the parser exactly so. */
  static String errorOf(String magic, String... arguments) {
    List<String> words = Arrays.asList(arguments);
    return catchThrowableOfType(IllegalArgumentException.class, () -> PARSER.parse(magic, words))
        .getMessage();
  }
}
