package graft.magics.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads paths as people write them: expands the home folder, and recognises paths that the kernel
 * cut at a space or robbed of their backslashes.
 */
final class Spelling {

  private static final Pattern HOME = Pattern.compile("^(?:~|\\$HOME|\\$\\{HOME})(?=[/\\\\]|$)");
  private static final Pattern DRIVE_WITHOUT_SLASH = Pattern.compile("\\p{Alpha}:[^/\\\\].*");
  private static final Pattern SCHEME = Pattern.compile("\\p{Alpha}[\\w+-]+:.*");
  private static final Pattern BACKSLASHES = Pattern.compile("\\\\+");
  private static final Pattern PATH_LIKE = Pattern.compile(".*[/\\\\.].*");

  // a path of more pieces is not looked for, so that a line of many pictures stays quick
  private static final int MOST_PIECES = 12;

  private final String home;
  private final Predicate<String> known;

  /**
   * Takes what it needs to know of the machine.
   *
   * @param home the home folder
   * @param known whether an operand names something: a file, a folder or a live name
   */
  Spelling(String home, Predicate<String> known) {
    this.home = home;
    this.known = known;
  }

  /** Replaces a leading {@code ~} or {@code $HOME}. */
  String expanded(String text) {
    return HOME.matcher(text).replaceFirst(Matcher.quoteReplacement(home));
  }

  /** Throws if a path of the command was split or robbed, with the command as it should read. */
  void check(CommandSpec spec, List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      Optional<String> operand = operandAt(spec, words, i);
      if (operand.isPresent()) {
        checkSplit(spec, words, i);
        checkRobbed(spec, words, i, operand.get());
      }
    }
  }

  /** Returns the error for a surplus operand that looks like the rest of a path, if it does. */
  Optional<IllegalArgumentException> probablySplit(CommandSpec spec, List<Word> words, int first) {
    int end = endOfRun(words, first);
    boolean pathLike =
        words.subList(first, end).stream().anyMatch(w -> PATH_LIKE.matcher(w.text()).matches());
    return end - first > 1 && pathLike && !isKnown(words.get(first).text())
        ? Optional.of(split(spec, words, first, end))
        : Optional.empty();
  }

  private static Optional<String> operandAt(CommandSpec spec, List<Word> words, int index) {
    Word word = words.get(index);
    if (word.isOption()) {
      return word.hasValue() && takesPath(spec, word)
          ? Optional.of(word.value())
          : Optional.empty();
    }
    boolean isValue = index > 0 && takesNextWord(spec, words.get(index - 1));
    return !isValue || takesPath(spec, words.get(index - 1))
        ? Optional.of(word.text())
        : Optional.empty();
  }

  private static boolean takesNextWord(CommandSpec spec, Word word) {
    return word.isOption()
        && !word.hasValue()
        && spec.option(word).filter(option -> !option.isFlag()).isPresent();
  }

  private static boolean takesPath(CommandSpec spec, Word word) {
    return spec.option(word).filter(option -> option.value().namesFile()).isPresent();
  }

  private void checkSplit(CommandSpec spec, List<Word> words, int first) {
    int last = Math.min(endOfRun(words, first), first + MOST_PIECES);
    for (int end = first + 2; end <= last; end++) {
      List<Word> run = words.subList(first, end);
      if (isKnown(joined(run)) && !run.stream().allMatch(word -> isKnown(operand(word)))) {
        throw split(spec, words, first, end);
      }
    }
  }

  private void checkRobbed(CommandSpec spec, List<Word> words, int index, String operand) {
    if (isKnown(operand) || SCHEME.matcher(operand).matches()) {
      return;
    }
    String slashed = BACKSLASHES.matcher(operand).replaceAll("/");
    Optional<String> restored = restored("", slashed).or(() -> afterDrive(slashed));
    if (restored.isPresent()) {
      List<Word> line = new ArrayList<>(words);
      line.set(index, withOperand(words.get(index), restored.get()));
      throw new IllegalArgumentException(
          "path lost its backslashes; write it with slashes: " + written(spec, line));
    }
  }

  /** Puts slashes back where that leads to something that exists. */
  private Optional<String> restored(String folder, String rest) {
    if (isKnown(folder + rest)) {
      return Optional.of(folder + rest);
    }
    for (int cut = 1; cut < rest.length(); cut++) {
      String parent = folder + rest.substring(0, cut);
      Optional<String> found =
          rest.charAt(cut) != '/' && isFolder(parent)
              ? restored(parent + "/", rest.substring(cut))
              : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private boolean isFolder(String path) {
    return !path.endsWith("/") && isKnown(path);
  }

  private static Optional<String> afterDrive(String path) {
    return DRIVE_WITHOUT_SLASH.matcher(path).matches()
        ? Optional.of(path.substring(0, 2) + "/" + path.substring(2))
        : Optional.empty();
  }

  private boolean isKnown(String operand) {
    return known.test(expanded(operand));
  }

  private static IllegalArgumentException split(
      CommandSpec spec, List<Word> words, int first, int end) {
    List<Word> line = new ArrayList<>(words.subList(0, first));
    line.add(withOperand(words.get(first), joined(words.subList(first, end))));
    line.addAll(words.subList(end, words.size()));
    return new IllegalArgumentException(
        "path was split at a space; write it in quotes: " + written(spec, line));
  }

  private static String written(CommandSpec spec, List<Word> line) {
    return line.stream()
        .map(Word::written)
        .collect(Collectors.joining(" ", spec.typed() + " ", ""));
  }

  private static String joined(List<Word> run) {
    return run.stream().map(Spelling::operand).collect(Collectors.joining(" "));
  }

  private static String operand(Word word) {
    return word.isOption() ? word.value() : word.text();
  }

  private static Word withOperand(Word word, String operand) {
    return word.isOption()
        ? new Word(word.optionText() + "=" + operand, false)
        : new Word(operand, false);
  }

  private static int endOfRun(List<Word> words, int first) {
    int end = first + 1;
    while (end < words.size() && !words.get(end).isOption()) {
      end++;
    }
    return end;
  }
}
