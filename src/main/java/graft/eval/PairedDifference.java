package graft.eval;

import graft.metric.Interval;
import graft.task.Classification;
import java.util.Locale;

/**
 * Says how much better one classifier is than another on the same examples. Pairing takes out what
 * makes an example easy or hard for both, so it tells classifiers apart whose own intervals
 * overlap.
 *
 * @param metric what is compared: {@code accuracy}, {@code macro F1} or {@code loss}
 * @param examples how many both were measured on
 * @param difference the first's metric minus the second's, with the interval of pairs
 * @param onlyFirst examples that only the first gets right
 * @param onlySecond examples that only the second gets right
 * @param pValue of McNemar's exact test on these two counts; it speaks of accuracy, whatever the
 *     metric
 */
public record PairedDifference(
    String metric,
    int examples,
    Interval difference,
    int onlyFirst,
    int onlySecond,
    double pValue) {

  /** What is said where it is open which one is better. */
  public static final String TOO_CLOSE = "too close to call";

  /** What is said where the examples are too few even for that. */
  public static final String TOO_FEW = "too few examples to say";

  private static final double SIGNIFICANT = 0.05;

  /**
   * Returns whether it is open which one is better: the interval holds 0, or there is none. For
   * accuracy McNemar's p-value must be below 0.05 too.
   */
  public boolean tooCloseToCall() {
    boolean apart = difference.low() > 0 || difference.high() < 0;
    return !apart || (ofAccuracy() && pValue >= SIGNIFICANT);
  }

  /** Returns whether the metric is accuracy, so that McNemar's p-value speaks of it. */
  public boolean ofAccuracy() {
    return metric.equals(Classification.ACCURACY);
  }

  /** Returns whether the first one is better, as far as can be told. */
  public boolean firstIsBetter() {
    return !tooCloseToCall() && difference.value() > 0 == higherIsBetter();
  }

  /**
   * Returns {@code better}, {@code worse}, {@code too close to call} or {@code too few examples to
   * say}, of the first one.
   */
  public String verdict() {
    if (!difference.isKnown()) {
      return TOO_FEW;
    }
    if (tooCloseToCall()) {
      return TOO_CLOSE;
    }
    return firstIsBetter() ? "better" : "worse";
  }

  /**
   * Returns it in words, for example {@code +0.022 (95 % interval -0.044 to +0.089; McNemar p =
   * 0.625), too close to call}; the p-value for accuracy only.
   */
  public String words() {
    return difference.isKnown()
        ? "%s (95 %% interval %s to %s%s), %s"
            .formatted(
                number(difference.value()),
                number(difference.low()),
                number(difference.high()),
                ofAccuracy() ? String.format(Locale.ROOT, "; McNemar p = %.3g", pValue) : "",
                verdict())
        : "%s, %s".formatted(number(difference.value()), verdict());
  }

  private String number(double value) {
    return String.format(Locale.ROOT, "%+." + difference.digits() + "f", value);
  }

  private boolean higherIsBetter() {
    return !metric.equals(Evaluator.LOSS);
  }
}
