package graft.metric;

import java.util.Arrays;

/**
 * Turns the logits of one example into probabilities. The largest logit is subtracted first, so
 * that no finite logit overflows; sums are in double precision.
 */
public final class Softmax {

  private Softmax() {}

  /**
   * Returns {@code exp(x) / sum(exp(x))}.
   *
   * @param logits of one example: [classes], at least one
   * @return [classes], from 0 to 1, which add up to 1; all NaN where a logit is NaN
   * @throws IllegalArgumentException if there is no logit
   */
  public static double[] probabilities(float[] logits) {
    return Arrays.stream(logProbabilities(logits)).map(Math::exp).toArray();
  }

  /**
   * Returns {@code x - log(sum(exp(x)))}.
   *
   * @param logits of one example: [classes], at least one
   * @return [classes], natural logarithms, at most 0; all NaN where a logit is NaN
   * @throws IllegalArgumentException if there is no logit
   */
  public static double[] logProbabilities(float[] logits) {
    double largest = largest(logits);
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    double[] logs = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logs[i] = logits[i] - largest - Math.log(sum);
    }
    return logs;
  }

  /**
   * Returns the logarithm of the odds of a class, {@code log(p / (1 - p))}, which tells apart what
   * rounds to a probability of 1.
   *
   * @param logits of one example: [classes], at least two
   * @param index of the class
   */
  public static double logOdds(float[] logits, int index) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      largest = k == index ? largest : Math.max(largest, logits[k]);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += k == index ? 0 : Math.exp(logits[k] - largest);
    }
    return logits[index] - largest - Math.log(sum);
  }

  private static double largest(float[] logits) {
    if (logits.length == 0) {
      throw new IllegalArgumentException("softmax needs at least one logit, received none");
    }
    double largest = logits[0];
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    return largest;
  }
}
