package graft.metric;

import java.util.Arrays;

/**
 * Says what a classifier is worth that answers only where its confidence reaches a threshold.
 *
 * @param target share of the examples that the threshold was chosen to let it answer
 * @param threshold smallest confidence with which it answers
 * @param covered share of the measured examples that it answers, with interval
 * @param answered how many examples that is
 * @param accuracy share of these that are right, with interval; {@link Interval#UNDEFINED} where it
 *     answers none
 */
public record Coverage(
    double target, double threshold, Interval covered, int answered, Interval accuracy) {

  /**
   * Chooses the largest threshold that lets at least a share of some examples be answered.
   *
   * @param confidences of the examples to choose on: [n], n at least 1
   * @param target above 0, at most 1
   * @return 0 for a target of 1, so that examples of any confidence are answered
   * @throws IllegalArgumentException if there is no example or the target is out of range
   */
  public static double threshold(double[] confidences, double target) {
    if (confidences.length == 0 || !(target > 0 && target <= 1)) {
      throw new IllegalArgumentException(
          "threshold needs at least 1 example and 0 < coverage <= 1, received %d and %s"
              .formatted(confidences.length, target));
    }
    double[] sorted = confidences.clone();
    Arrays.sort(sorted);
    int answered = (int) Math.ceil(target * sorted.length - 1e-9); // 0.7 * 10 is above 7
    return target == 1 ? 0 : sorted[sorted.length - answered];
  }

  /**
   * Measures.
   *
   * @param confidences probability of each prediction: [n], n at least 1
   * @param hits whether each prediction is right: [n]
   * @throws IllegalArgumentException if the lengths differ or there is no example
   */
  public static Coverage measure(
      double target, double threshold, double[] confidences, boolean[] hits) {
    if (confidences.length != hits.length) {
      throw new IllegalArgumentException(
          "coverage needs a confidence and an outcome an example, received %d and %d"
              .formatted(confidences.length, hits.length));
    }
    int answered = 0;
    int right = 0;
    for (int i = 0; i < hits.length; i++) {
      if (confidences[i] >= threshold) {
        answered++;
        right += hits[i] ? 1 : 0;
      }
    }
    Interval accuracy = Intervals.share(right, answered);
    Interval covered = Intervals.share(answered, hits.length);
    return new Coverage(target, threshold, covered, answered, accuracy);
  }
}
