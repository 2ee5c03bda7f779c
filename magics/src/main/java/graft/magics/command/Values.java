package graft.magics.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** The kinds of values that options take. */
final class Values {

  // keywords in some places only, which SourceVersion does not count: none can be used everywhere
  private static final Set<String> CONTEXTUAL = Set.of("var", "record", "yield");
  private static final Pattern DEVICE = Pattern.compile("auto|cpu|gpu[0-9]{1,2}");

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

  /** Returns a learning rate above zero, or {@code auto}. */
  static Value<Double> rateOrAuto() {
    return new Rate();
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

  /** Returns a device. */
  static Value<String> device() {
    return new Text<>("auto|cpu|gpu0", false, Values::device);
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

  private static String device(String subject, String text) {
    if (DEVICE.matcher(text).matches()) {
      return text;
    }
    throw new IllegalArgumentException(
        "%s takes auto|cpu|gpu0, received %s; gpu0 is the first GPU, gpu1 the second"
            .formatted(subject, text));
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

  private record Rate() implements Value<Double> {

    @Override
    public String notation() {
      return "auto|X";
    }

    @Override
    public boolean auto() {
      return true;
    }

    @Override
    public Double parse(String subject, String text) {
      return Numbers.positive(subject, notation(), text);
    }
  }
}
