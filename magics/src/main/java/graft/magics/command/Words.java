package graft.magics.command;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts commands into words; drops comments and closing semicolons. */
final class Words {

  private static final String OPTION_AND_EQUALS = "(?<option>--[^\\s=\"']+=)?";
  private static final Pattern OPTION = Pattern.compile("--[^\\s=\"']+=");
  private static final Pattern OPENED =
      Pattern.compile(OPTION_AND_EQUALS + "(?<quote>[\"'])(?<rest>.*)");
  private static final Pattern BODY_WORD =
      Pattern.compile(
          OPTION_AND_EQUALS
              + "(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)');*(?=\\s|$)|(?<plain>\\S+)");
  private static final Pattern CLOSED = Pattern.compile("(.*)';*");
  private static final Pattern SEMICOLONS = Pattern.compile(";+(//.*)?$");
  private static final Pattern KERNEL_WORD = Pattern.compile("[^\\s\"]*\"[^\"]*(?:\"|$)|[^\\s\"]+");

  private Words() {}

  /**
   * Returns the words of a line that the kernel has split: it knows {@code "} but not {@code '}.
   */
  static List<Word> ofArguments(List<String> arguments) {
    List<Word> words = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String text = rest.next();
      if (text.startsWith("//")) {
        break;
      }
      words.add(regrouped(text, rest));
      if (text.contains(";//")) {
        break;
      }
    }
    return withoutSemicolon(words);
  }

  /** Returns the words of a cell magic's body, all lines together. */
  static List<Word> ofBody(String body) {
    return body.lines().map(String::strip).flatMap(line -> ofBodyLine(line).stream()).toList();
  }

  /** Splits a line as the kernels do before they call a magic. */
  static List<String> ofKernelLine(String line) {
    return KERNEL_WORD
        .matcher(line.strip())
        .results()
        .map(match -> match.group().replace("\"", "").replace("\\", ""))
        .toList();
  }

  private static Word regrouped(String text, Iterator<String> rest) {
    Matcher opened = OPENED.matcher(text);
    if (!opened.matches() || opened.group("quote").equals("\"")) {
      return new Word(text, text.indexOf(' ') >= 0 && !OPTION.matcher(text).lookingAt());
    }
    String option = opened.group("option");
    String content = upToQuote(opened.group("rest"), text, rest);
    return option == null ? new Word(content, true) : new Word(option + content, false);
  }

  private static String upToQuote(String first, String opening, Iterator<String> rest) {
    StringBuilder content = new StringBuilder(first);
    while (!CLOSED.matcher(content).matches()) {
      if (!rest.hasNext()) {
        throw unclosed('\'', opening);
      }
      content.append(' ').append(rest.next());
    }
    return content.substring(0, content.lastIndexOf("'"));
  }

  private static List<Word> ofBodyLine(String line) {
    List<Word> words = new ArrayList<>();
    if (line.startsWith("#")) {
      return words;
    }
    Matcher matcher = BODY_WORD.matcher(line);
    boolean ended = false;
    while (!ended && matcher.find() && !matcher.group().startsWith("//")) {
      words.add(bodyWord(matcher));
      ended = matcher.group().contains(";//");
    }
    return withoutSemicolon(words);
  }

  private static Word bodyWord(Matcher matcher) {
    String plain = matcher.group("plain");
    if (plain != null) {
      return plainWord(plain);
    }
    String option = matcher.group("option");
    String doubled = matcher.group("double");
    String content = doubled != null ? doubled : matcher.group("single");
    return option == null ? new Word(content, true) : new Word(option + content, false);
  }

  private static Word plainWord(String text) {
    Matcher opened = OPENED.matcher(text);
    if (opened.matches()) {
      throw unclosed(opened.group("quote").charAt(0), text);
    }
    return new Word(text, false);
  }

  private static List<Word> withoutSemicolon(List<Word> words) {
    if (words.isEmpty() || words.get(words.size() - 1).quoted()) {
      return words;
    }
    Word last = words.remove(words.size() - 1);
    String text = SEMICOLONS.matcher(last.text()).replaceFirst("");
    if (!text.isEmpty()) {
      words.add(new Word(text, false));
    }
    return words;
  }

  private static IllegalArgumentException unclosed(char quote, String word) {
    return new IllegalArgumentException(
        "quote %s is not closed, received %s; add %s".formatted(quote, word, quote));
  }
}
