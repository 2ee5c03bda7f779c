package graft.magics.command;

import java.util.regex.Pattern;

/**
 * One word of a command.
 *
 * @param text without its quotes
 * @param quoted whether it certainly stood in quotes; the kernels hide some
 */
record Word(String text, boolean quoted) {

  // browsers and word processors turn -- into a long dash
  private static final Pattern OPTION = Pattern.compile("--.*|-\\p{Alpha}.*|[–—].*");
  private static final Pattern DASHES = Pattern.compile("^[-–—]+");

  boolean isOption() {
    return !quoted && OPTION.matcher(text).matches();
  }

  boolean asksForHelp() {
    return !quoted && (text.equals("--help") || text.equals("?"));
  }

  /** Returns what stands before {@code =}, with its dashes. */
  String optionText() {
    int equals = text.indexOf('=');
    return equals < 0 ? text : text.substring(0, equals);
  }

  /** Returns what stands before {@code =}, without dashes. */
  String optionName() {
    return DASHES.matcher(optionText()).replaceFirst("");
  }

  boolean hasValue() {
    return text.indexOf('=') >= 0;
  }

  /** Returns what stands after {@code =}. */
  String value() {
    return text.substring(text.indexOf('=') + 1);
  }

  /** Returns the word as a user would write it, in quotes where it holds a space. */
  String written() {
    return text.chars().anyMatch(Character::isWhitespace) ? inQuotes() : text;
  }

  private String inQuotes() {
    return isOption() && hasValue() ? optionText() + "=\"" + value() + "\"" : "\"" + text + "\"";
  }
}
