package graft.magics.code;

import graft.train.RateChoice;
import java.time.Duration;
import java.util.stream.Collectors;

/** Writes values as Java, in which nothing is invisible. */
final class Literal {

  private Literal() {}

  /**
   * Returns the Java of a value.
   *
   * @throws IllegalArgumentException if it is of a type that no option has
   */
  static String of(Object value) {
    if (value instanceof String text) {
      return text(text);
    } else if (value instanceof Enum<?> constant) {
      return type(constant.getDeclaringClass()) + "." + constant.name();
    } else if (value instanceof Long number) {
      return number + "L";
    } else if (value instanceof Double number) {
      return RateChoice.text(number);
    } else if (value instanceof Integer number) {
      return number.toString();
    } else if (value instanceof Duration time) {
      return "java.time.Duration.ofSeconds(%s)".formatted(time.toSeconds());
    } else if (value instanceof RateChoice rates) {
      return "new " + type(rates.getClass()) + rates(rates);
    }
    throw new IllegalArgumentException("no Java for " + value.getClass() + " " + value);
  }

  private static String rates(RateChoice rates) {
    if (rates instanceof RateChoice.Spread spread) {
      return "(%s, %s)".formatted(of(spread.first()), of(spread.last()));
    }
    return rates instanceof RateChoice.Single single ? "(" + of(single.rate()) + ")" : "()";
  }

  /** Returns a type as it is called where its package is imported. */
  private static String type(Class<?> type) {
    return type.getCanonicalName().substring(type.getPackageName().length() + 1);
  }

  /** Returns a string literal. */
  static String text(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints().forEach(point -> literal.append(escaped(point)));
    return literal.append('"').toString();
  }

  private static String escaped(int point) {
    return switch (point) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n"; // a line end cannot be written by its number
      case '\r' -> "\\r";
      default -> visible(point);
    };
  }

  /** Returns a name, which Java allows to hold characters that nobody sees. */
  static String name(String identifier) {
    return identifier.codePoints().mapToObj(Literal::visible).collect(Collectors.joining());
  }

  private static String visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          numbered(point);
      default -> Character.toString(point);
    };
  }

  private static String numbered(int point) {
    return Character.toString(point)
        .chars()
        .mapToObj("\\u%04x"::formatted)
        .collect(Collectors.joining());
  }
}
