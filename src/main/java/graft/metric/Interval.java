package graft.metric;

import java.util.Locale;

/**
 * Holds a measured value with its 95 % confidence interval, or without one where too few examples
 * were measured to say: then both bounds are NaN. A value that is not defined is NaN too.
 *
 * @param value the point estimate
 * @param low the lower bound
 * @param high the upper bound
 */
public record Interval(double value, double low, double high) {

  /** Of what is not defined, such as the recall of a class without examples. */
  public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN, Double.NaN);

  private static final int DIGITS = 3;
  private static final int MOST_DIGITS = 9;

  /**
   * @throws IllegalArgumentException if the value lies outside the bounds, or just one of them is
   *     NaN
   */
  public Interval {
    boolean open = Double.isNaN(low) && Double.isNaN(high);
    if (!open && !(low <= value && value <= high)) {
      throw new IllegalArgumentException(
          "interval must hold its value, received %s in [%s, %s]".formatted(value, low, high));
    }
  }

  /** Returns a value of which it cannot be said how sure it is. */
  public static Interval unknown(double value) {
    return new Interval(value, Double.NaN, Double.NaN);
  }

  /** Returns whether there are bounds. */
  public boolean isKnown() {
    return !Double.isNaN(low);
  }

  /**
   * Returns how many digits behind the point tell the bounds apart: 3, or more of a narrow interval
   * that would else look like a point.
   */
  public int digits() {
    int digits = DIGITS;
    while (low < high && digits < MOST_DIGITS && text(low, digits).equals(text(high, digits))) {
      digits++;
    }
    return digits;
  }

  private static String text(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
