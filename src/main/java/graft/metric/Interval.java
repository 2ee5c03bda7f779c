package graft.metric;

/**
 * Holds a measured value with its 95 % confidence interval.
 *
 * @param value the point estimate
 * @param low the lower bound
 * @param high the upper bound
 */
public record Interval(double value, double low, double high) {

  /**
   * @throws IllegalArgumentException if the value lies outside the bounds
   */
  public Interval {
    if (!(low <= value && value <= high)) {
      throw new IllegalArgumentException(
          "interval must hold its value, received %s in [%s, %s]".formatted(value, low, high));
    }
  }
}
