package graft.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Measures how sure a number is: 95 % confidence intervals. */
public final class Intervals {

  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private static final double TAIL = 0.025;

  private Intervals() {}

  /**
   * Returns a share with Wilson's score interval, which stays within 0 and 1 and holds for small
   * counts too.
   *
   * @param hits how many succeeded, from 0 to {@code n}
   * @param n how many were tried, at least 1
   * @throws IllegalArgumentException if the counts are out of range
   * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927)</a>
   */
  public static Interval wilson(int hits, int n) {
    if (n < 1 || hits < 0 || hits > n) {
      throw new IllegalArgumentException(
          "share needs 0 <= hits <= n and n >= 1, received %d of %d".formatted(hits, n));
    }
    double share = (double) hits / n;
    double weight = 1 + Z * Z / n;
    double centre = (share + Z * Z / (2.0 * n)) / weight;
    double half = Z / weight * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
    return clipped(share, Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /**
   * Returns a statistic with its percentile bootstrap interval: the statistic is computed again on
   * examples drawn with replacement, and the middle 95 % of those values is the interval, widened
   * to hold the value itself where it does not.
   *
   * @param n how many examples there are, at least 1
   * @param statistic computes a finite number from indices of examples: [n], each below {@code n},
   *     some more than once
   * @param resamples how often to draw, at least 1; 1000 is usual
   * @param seed equal seeds give equal intervals
   * @throws IllegalArgumentException if a count is too small or the statistic is not finite
   * @see <a href="https://doi.org/10.1201/9780429246593">Efron and Tibshirani (1993)</a>
   */
  public static Interval bootstrap(
      int n, ToDoubleFunction<int[]> statistic, int resamples, long seed) {
    if (n < 1 || resamples < 1) {
      throw new IllegalArgumentException(
          "bootstrap needs at least 1 example and 1 resample, received %d and %d"
              .formatted(n, resamples));
    }
    SplittableRandom random = new SplittableRandom(seed);
    double value = finite(statistic.applyAsDouble(IntStream.range(0, n).toArray()));
    double[] values = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      values[i] = finite(statistic.applyAsDouble(random.ints(n, 0, n).toArray()));
    }
    Arrays.sort(values);
    return clipped(value, quantile(values, TAIL), quantile(values, 1 - TAIL));
  }

  /** Interpolates between neighbours, as NumPy does unless told otherwise. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  private static Interval clipped(double value, double low, double high) {
    return new Interval(value, Math.min(low, value), Math.max(high, value));
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("statistic must be finite, received " + value);
    }
    return value;
  }
}
