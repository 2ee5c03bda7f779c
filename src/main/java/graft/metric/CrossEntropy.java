package graft.metric;

import java.util.Arrays;

/** Measures how surprised a model is by the truth, {@code -log(probability of the truth)}. */
public final class CrossEntropy {

  private CrossEntropy() {}

  /**
   * Returns the loss of one example.
   *
   * @param logits [classes]
   * @param truth index of its class
   * @return nats, at least 0
   * @throws IllegalArgumentException if {@code truth} names no class
   */
  public static double of(float[] logits, int truth) {
    if (truth < 0 || truth >= logits.length) {
      throw new IllegalArgumentException(
          "class must be from 0 to %d, received %d".formatted(logits.length - 1, truth));
    }
    return 0 - Softmax.logProbabilities(logits)[truth]; // never -0
  }

  /**
   * Returns the loss of each example.
   *
   * @param logits [n][classes]
   * @param truth index of each example's class: [n]
   * @return nats, at least 0: [n]
   * @throws IllegalArgumentException if the lengths differ or an index names no class
   */
  public static double[] of(float[][] logits, int[] truth) {
    if (logits.length != truth.length) {
      throw new IllegalArgumentException(
          "each row of logits needs one truth, received %d rows and %d truths"
              .formatted(logits.length, truth.length));
    }
    double[] losses = new double[truth.length];
    Arrays.setAll(losses, i -> of(logits[i], truth[i]));
    return losses;
  }
}
