package graft.metric;

import java.util.Arrays;

/**
 * Measures how sure a number is: 95 % confidence intervals that hold what they promise on few
 * examples too, and rather lie too wide than too narrow. Examples are taken to be drawn
 * independently of each other.
 */
public final class Intervals {

  private static final double TAIL = 0.025;

  /**
   * Many losses make an interval more likely to be shown, which must not make it wrong more often.
   */
  private static final double CAREFUL = 0.001;

  /** Loss of a mistake as confident as single precision can say: {@code -log(2^-23)}. */
  private static final double MISTAKE = 16;

  /** Fewer events than these say nothing about a mean whose tail nobody knows. */
  private static final double EVENTS = 8;

  private Intervals() {}

  /**
   * Returns a share with Clopper and Pearson's exact interval.
   *
   * @param hits how many succeeded, from 0 to {@code n}
   * @param n how many were tried; 0 gives {@link Interval#UNDEFINED}
   * @throws IllegalArgumentException if the counts are out of range
   * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson (1934)</a>
   */
  public static Interval share(int hits, int n) {
    if (n < 0 || hits < 0 || hits > n) {
      throw new IllegalArgumentException(
          "share needs 0 <= hits <= n, received %d of %d".formatted(hits, n));
    }
    if (n == 0) {
      return Interval.UNDEFINED;
    }
    double low = hits == 0 ? 0 : Quantiles.beta(TAIL, hits, n - hits + 1.0);
    double high = hits == n ? 1 : Quantiles.beta(1 - TAIL, hits + 1.0, n - hits);
    return new Interval((double) hits / n, low, high);
  }

  /**
   * Returns the difference between two shares of the same examples.
   *
   * @param onlyFirst examples that count for the first share only
   * @param onlySecond examples that count for the second share only
   * @param n how many examples there are, at least 1
   */
  public static Interval shareDifference(int onlyFirst, int onlySecond, int n) {
    Interval difference = difference(counted(onlyFirst, n), counted(onlySecond, n));
    return new Interval(
        (double) (onlyFirst - onlySecond) / n,
        Math.max(-1, difference.low()),
        Math.min(1, difference.high()));
  }

  private static WeightedEvents counted(int events, int n) {
    return new WeightedEvents((double) events / n, (double) events / n / n, 1.0 / n);
  }

  /**
   * Returns the mean of losses. A single confident mistake may outweigh hundreds of good answers,
   * so that no interval holds where it has perhaps not been seen yet: there is none then.
   *
   * @param losses at least 0: [n]
   * @param margins logarithm of the odds of each prediction, about the loss if it were wrong: [n]
   */
  public static Interval loss(double[] losses, double[] margins) {
    double[] weights = new double[losses.length];
    Arrays.setAll(weights, i -> losses[i] / losses.length);
    WeightedEvents events = WeightedEvents.of(weights, reach(losses, margins) / losses.length);
    return events.events() < EVENTS
        ? Interval.unknown(events.sum())
        : new Interval(events.sum(), events.low(CAREFUL), events.high());
  }

  /**
   * Returns the difference between the means of two models' losses on the same examples.
   *
   * @param first losses of the first model: [n]
   * @param firstMargins see {@link #loss}
   * @param second losses of the second model: [n]
   * @param secondMargins see {@link #loss}
   */
  public static Interval lossDifference(
      double[] first, double[] firstMargins, double[] second, double[] secondMargins) {
    int n = first.length;
    double[] up = new double[n];
    double[] down = new double[n];
    for (int i = 0; i < n; i++) {
      up[i] = Math.max(0, first[i] - second[i]) / n;
      down[i] = Math.max(0, second[i] - first[i]) / n;
    }
    return difference(
        WeightedEvents.of(up, reach(first, firstMargins) / n),
        WeightedEvents.of(down, reach(second, secondMargins) / n));
  }

  /** Returns twice the largest loss that was seen or threatens, and no less than a mistake's. */
  private static double reach(double[] losses, double[] margins) {
    double largest = MISTAKE / 2;
    for (int i = 0; i < losses.length; i++) {
      largest = Math.max(largest, Math.max(losses[i], margins[i]));
    }
    return 2 * largest;
  }

  /**
   * Puts the bounds of what speaks for either side together, as those of independent estimates.
   *
   * @see <a href="https://doi.org/10.1002/sim.3095">Zou and Donner (2008), Construction of
   *     confidence limits about effect measures</a>
   */
  private static Interval difference(WeightedEvents up, WeightedEvents down) {
    double value = up.sum() - down.sum();
    return new Interval(
        value,
        value - Math.hypot(up.below(), down.above()),
        value + Math.hypot(up.above(), down.below()));
  }
}
