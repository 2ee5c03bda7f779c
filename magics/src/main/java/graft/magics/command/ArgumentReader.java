package graft.magics.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.stream.Collectors;

/** Sorts the words of one command into operands and options. */
final class ArgumentReader {

  private static final Word NOTHING = new Word("", true);

  private final CommandSpec spec;
  private final Spelling spelling;
  private final List<Word> words;
  private final List<Integer> operandsAt = new ArrayList<>();
  private final Map<Option<?>, String> options = new LinkedHashMap<>();

  ArgumentReader(CommandSpec spec, Spelling spelling, List<Word> words) {
    this.spec = spec;
    this.spelling = spelling;
    this.words = words;
  }

  /**
   * Returns the arguments.
   *
   * @throws IllegalArgumentException if a word does not fit the declaration
   */
  Arguments read() {
    spelling.check(spec, words);
    ListIterator<Word> rest = words.listIterator();
    while (rest.hasNext()) {
      Word word = rest.next();
      if (word.isOption()) {
        readOption(word, rest);
      } else {
        operandsAt.add(rest.previousIndex());
      }
    }
    checkOperands();
    checkExclusive();
    return new Arguments(spec, operands(), options);
  }

  private void readOption(Word word, ListIterator<Word> rest) {
    Option<?> option = spec.option(word).orElseThrow(() -> unknown(word));
    String text = option.isFlag() ? flag(option, word) : value(option, word, rest);
    String earlier = options.put(option, text);
    if (earlier != null) {
      throw new IllegalArgumentException(twice(option, earlier, text));
    }
  }

  private static String flag(Option<?> option, Word word) {
    if (word.hasValue()) {
      throw new IllegalArgumentException(
          "%s takes no value, received %s; write %s"
              .formatted(option.dashed(), word.value(), option.dashed()));
    }
    return "";
  }

  private String value(Option<?> option, Word word, ListIterator<Word> rest) {
    String text = word.hasValue() ? word.value() : nextValue(option, rest);
    if (text.isEmpty()) {
      throw missing(option);
    }
    return option.value().namesFile() ? spelling.expanded(text) : text;
  }

  private static String nextValue(Option<?> option, ListIterator<Word> rest) {
    Word next = rest.hasNext() ? rest.next() : NOTHING;
    if (next.isOption()) {
      throw missing(option);
    }
    return next.text();
  }

  private static IllegalArgumentException missing(Option<?> option) {
    return new IllegalArgumentException(
        "%s needs a value; write %s".formatted(option.dashed(), option.usage()));
  }

  private static String twice(Option<?> option, String earlier, String text) {
    String texts = option.isFlag() ? "" : ": " + earlier + " and " + text;
    return option.dashed() + " is given twice" + texts + "; keep one";
  }

  private IllegalArgumentException unknown(Word word) {
    List<String> names = spec.options().stream().map(Option::name).toList();
    String start =
        word.optionName().isEmpty() ? "option name is missing after " : "unknown option ";
    String question = Nearest.question("--", word.optionName(), names);
    String remedy = question.isEmpty() ? "; " + takes() : question;
    return new IllegalArgumentException(start + word.optionText() + remedy);
  }

  private String takes() {
    return spec.typed() + " takes" + HelpText.choices(spec);
  }

  private void checkOperands() {
    List<Positional> declared = spec.positionals();
    boolean repeats = declared.stream().anyMatch(Positional::repeats);
    if (operandsAt.size() > declared.size() && !repeats) {
      throw surplus(declared.size());
    }
    long required = declared.stream().filter(Positional::needed).count();
    if (operandsAt.size() < required) {
      throw new IllegalArgumentException(
          "%s needs %s; write %s"
              .formatted(
                  spec.typed(), declared.get(operandsAt.size()).noun(), spec.examples().get(0)));
    }
    if (operands().contains("")) {
      throw new IllegalArgumentException(
          "operand must not be empty; write " + spec.examples().get(0));
    }
  }

  private IllegalArgumentException surplus(int allowed) {
    String first = words.get(operandsAt.get(allowed)).text();
    if (allowed == 0) {
      return new IllegalArgumentException("unexpected word " + first + "; " + takes());
    }
    String nouns =
        spec.positionals().stream().map(Positional::noun).collect(Collectors.joining(" and "));
    return spelling
        .probablySplit(spec, words, operandsAt.get(allowed - 1))
        .orElseGet(
            () ->
                new IllegalArgumentException(
                    "unexpected word %s; %s takes one %s, with quotes around spaces"
                        .formatted(first, spec.typed(), nouns)));
  }

  private void checkExclusive() {
    for (List<Option<?>> group : spec.exclusive()) {
      List<String> given = group.stream().filter(options::containsKey).map(Option::dashed).toList();
      if (given.size() > 1) {
        throw new IllegalArgumentException(
            String.join(" and ", given) + " exclude each other; keep one");
      }
    }
  }

  private List<String> operands() {
    return operandsAt.stream().map(at -> spelling.expanded(words.get(at).text())).toList();
  }
}
