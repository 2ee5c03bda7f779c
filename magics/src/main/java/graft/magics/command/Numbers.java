package graft.magics.command;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers as people write them in a command, the same in every locale. */
final class Numbers {

  // ASCII digits only: Java's own readers also take other scripts, "1f", "0x1p3" and "NaN"
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern REAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]+,[0-9]+");

  private Numbers() {}

  /** Reads a whole number of 64 bits. */
  static long whole(String subject, String notation, String text) {
    BigInteger number = integer(subject, notation, text);
    refuseBelow(subject, text, number, Long.MIN_VALUE);
    refuseAbove(subject, text, number, Long.MAX_VALUE);
    return number.longValueExact();
  }

  /** Reads a whole number of 32 bits that is at least {@code min}. */
  static int between(String subject, String notation, String text, int min) {
    BigInteger number = integer(subject, notation, text);
    refuseBelow(subject, text, number, min);
    refuseAbove(subject, text, number, Integer.MAX_VALUE);
    return number.intValueExact();
  }

  /** Reads a finite number above zero. */
  static double positive(String subject, String notation, String text) {
    double number = real(subject, notation, text);
    if (number <= 0) {
      throw new IllegalArgumentException(subject + " must be > 0, received " + text);
    }
    return number;
  }

  private static BigInteger integer(String subject, String notation, String text) {
    if (WHOLE.matcher(text).matches()) {
      return new BigInteger(text);
    }
    throw new IllegalArgumentException(
        "%s takes %s, received %s; write a whole number".formatted(subject, notation, text));
  }

  /** Reads a finite number. */
  static double real(String subject, String notation, String text) {
    if (!REAL.matcher(text).matches()) {
      String remedy =
          DECIMAL_COMMA.matcher(text).matches()
              ? "write " + text.replace(',', '.')
              : "write a number such as 0.001 or 1e-3";
      throw new IllegalArgumentException(
          "%s takes %s, received %s; %s".formatted(subject, notation, text, remedy));
    }
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number)) {
      throw new IllegalArgumentException(subject + " must be finite, received " + text);
    }
    return number;
  }

  private static void refuseBelow(String subject, String text, BigInteger number, long min) {
    if (number.compareTo(BigInteger.valueOf(min)) < 0) {
      throw new IllegalArgumentException(
          "%s must be >= %d, received %s".formatted(subject, min, text));
    }
  }

  private static void refuseAbove(String subject, String text, BigInteger number, long max) {
    if (number.compareTo(BigInteger.valueOf(max)) > 0) {
      throw new IllegalArgumentException(
          "%s must be <= %d, received %s".formatted(subject, max, text));
    }
  }
}
