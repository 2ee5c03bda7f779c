package graft.magics.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;

/** The kinds of values that options take. */
final class Values {

  // keywords in some places only, which SourceVersion does not count: none can be used everywhere
  private static final Set<String> CONTEXTUAL = Set.of("var", "record", "yield");

  private Values() {}

  /** Returns the value of an option that takes none. */
  static Value<Boolean> flag() {
    return new Text<>("", false, (subject, text) -> true);
  }

  /** Returns any text, for example the name of a stage. */
  static Value<String> text(String notation) {
    return new Text<>(notation, false, (subject, text) -> text);
  }

  /** Returns the name of a model or data set: a name, a path, {@code sample:…}, {@code run:3}. */
  static Value<String> operand(String notation) {
    return new Text<>(notation, true, (subject, text) -> text);
  }

  /** Returns a file that is written, which must end in the given way. */
  static Value<String> file(String notation, String ending) {
    return new Text<>(notation, true, (subject, text) -> ending(subject, text, ending));
  }

  /** Returns a whole number of at least {@code min}. */
  static Value<Integer> count(int min) {
    return new Count(min, false);
  }

  /** Returns a whole number of at least {@code min}, or {@code auto}. */
  static Value<Integer> countOrAuto(int min) {
    return new Count(min, true);
  }

  /**
   * Returns a number.
   *
   * @param rule in words, for example {@code > 0}
   * @param allowed tells whether a number keeps the rule
   */
  static Value<Double> number(String rule, Predicate<Double> allowed) {
    return new Text<>("X", false, (subject, text) -> number(subject, text, rule, allowed));
  }

  /** Returns a seed: any whole number of 64 bits. */
  static Value<Long> seed() {
    return new Text<>("N", false, (subject, text) -> Numbers.whole(subject, "N", text));
  }

  /** Returns three percentages, for example {@code 70/15/15}. */
  static Value<SplitPercent> split() {
    return new Text<>("TRAIN/VAL/TEST", false, SplitPercent::parse);
  }

  /** Returns the name of a Java variable. */
  static Value<String> variable() {
    return new Text<>("NAME", false, Values::variable);
  }

  /** Returns one of the constants of an enum, written in lower case with hyphens. */
  static <E extends Enum<E>> Value<E> choice(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> labels = constants.stream().map(Values::label).toList();
    return new Text<>(
        String.join("|", labels),
        false,
        (subject, text) -> constants.get(labels.indexOf(oneOf(subject, text, labels))));
  }

  /** Returns one of the given words. */
  static Value<String> word(String... words) {
    List<String> choices = Arrays.asList(words);
    return new Text<>(
        String.join("|", choices), false, (subject, text) -> oneOf(subject, text, choices));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String oneOf(String subject, String text, List<String> choices) {
    if (choices.contains(text)) {
      return text;
    }
    throw new IllegalArgumentException(
        "%s takes %s, received %s%s"
            .formatted(
                subject, String.join("|", choices), text, Nearest.question("", text, choices)));
  }

  private static double number(
      String subject, String text, String rule, Predicate<Double> allowed) {
    double number = Numbers.real(subject, "X", text);
    if (!allowed.test(number)) {
      throw new IllegalArgumentException(
          "%s must be %s, received %s".formatted(subject, rule, text));
    }
    return number;
  }

  private static String ending(String subject, String text, String ending) {
    if (text.toLowerCase(Locale.ROOT).endsWith(ending)) {
      return text;
    }
    throw new IllegalArgumentException(
        "%s takes a file that ends in %s, received %s; write %s%s"
            .formatted(subject, ending, text, text, ending));
  }

  private static String variable(String subject, String text) {
    if (!SourceVersion.isIdentifier(text)) {
      throw new IllegalArgumentException(
          "%s takes a Java name, received %s; use letters, digits and _, a letter first"
              .formatted(subject, text));
    }
    if (SourceVersion.isKeyword(text, SourceVersion.RELEASE_17) || CONTEXTUAL.contains(text)) {
      throw new IllegalArgumentException(
          "%s takes a Java name, received %s, which Java reserves; write %s1"
              .formatted(subject, text, text));
    }
    return text;
  }

  /** A value that a function reads. */
  private record Text<T>(String notation, boolean namesFile, BiFunction<String, String, T> reader)
      implements Value<T> {

    @Override
    public T parse(String subject, String text) {
      return reader.apply(subject, text);
    }
  }

  private record Count(int min, boolean auto) implements Value<Integer> {

    @Override
    public String notation() {
      return auto ? "auto|N" : "N";
    }

    @Override
    public Integer parse(String subject, String text) {
      return Numbers.between(subject, notation(), text, min);
    }
  }
}
