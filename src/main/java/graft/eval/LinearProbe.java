package graft.eval;

import graft.engine.SoftmaxLoss;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Logistic regression on standardized features: what the frozen backbone is worth without any
 * training of ours. It is scikit-learn's {@code LogisticRegression(C=0.03)}: half the squared
 * weights plus C times the summed cross-entropy, the intercept free. As there, two classes have one
 * row of weights, and a class without examples has none: it is taken to be as probable as a
 * millionth of an example.
 *
 * <p>Half the squared weights make the problem so convex that where the gradient is shorter than
 * the tolerance, the weights are no further than it from the best ones.
 */
public final class LinearProbe {

  private static final double C = 0.03;
  private static final double TOLERANCE = 1e-4;
  private static final double RARE = 1e-6;

  private final int classes;
  private final int width;
  private final double[] mean;
  private final double[] deviation;
  private final int[] present; // indices of the classes that have examples
  private final int examples;
  private final double[] solution; // [present, width + 1], the intercept last

  private LinearProbe(float[][] features, int[] truth, int classes, BooleanSupplier stop) {
    this.classes = classes;
    this.examples = truth.length;
    this.width = features[0].length;
    this.mean = new double[width];
    this.deviation = new double[width];
    this.present = IntStream.of(truth).distinct().sorted().toArray();
    moments(features);
    float[][] rows = Arrays.stream(features).map(this::standardize).toArray(float[][]::new);
    int[] places = IntStream.of(truth).map(k -> Arrays.binarySearch(present, k)).toArray();
    try (SoftmaxLoss loss = new SoftmaxLoss(rows, places, present.length)) {
      this.solution =
          Lbfgs.minimise(
              (at, gradient) -> objective(loss, at, gradient, stop),
              new double[present.length * (width + 1)],
              TOLERANCE);
    }
  }

  /**
   * Fits the probe.
   *
   * @param features [n, width], n at least 1
   * @param truth index of each example's class: [n]
   */
  public static LinearProbe fit(float[][] features, int[] truth, int classes) {
    return fit(features, truth, classes, () -> false);
  }

  /**
   * Fits the probe, unless it is stopped.
   *
   * @param stop is asked every thousand examples
   * @throws CancellationException if it was stopped
   */
  public static LinearProbe fit(
      float[][] features, int[] truth, int classes, BooleanSupplier stop) {
    return new LinearProbe(features, truth, classes, stop);
  }

  /**
   * Scores examples.
   *
   * @param rows [m, width]
   * @return logits: [m, classes]
   */
  public float[][] score(float[][] rows) {
    return Arrays.stream(rows).map(this::scored).toArray(float[][]::new);
  }

  private float[] scored(float[] row) {
    float[] scaled = standardize(row);
    double[] exact = new double[present.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < exact.length; k++) {
      for (int j = 0; j <= width; j++) {
        exact[k] += solution[k * (width + 1) + j] * scaled[j];
      }
      most = Math.max(most, exact[k]);
    }
    float[] logits = new float[classes];
    Arrays.fill(logits, (float) (most + Math.log(RARE / examples)));
    for (int k = 0; k < exact.length; k++) {
      logits[present[k]] = (float) exact[k];
    }
    return logits;
  }

  private void moments(float[][] rows) {
    for (int j = 0; j < width; j++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : rows) {
        sum += row[j];
        squares += (double) row[j] * row[j];
      }
      mean[j] = sum / rows.length;
      double variance = squares / rows.length - mean[j] * mean[j];
      deviation[j] = variance > 1e-12 ? Math.sqrt(variance) : 1;
    }
  }

  /** Returns the row with a 1 behind it, which meets the intercept. */
  private float[] standardize(float[] row) {
    float[] scaled = new float[width + 1];
    for (int j = 0; j < width; j++) {
      scaled[j] = (float) ((row[j] - mean[j]) / deviation[j]);
    }
    scaled[width] = 1;
    return scaled;
  }

  /** Fills the gradient and returns the objective. */
  private double objective(
      SoftmaxLoss loss, double[] weights, double[] gradient, BooleanSupplier stop) {
    Arrays.fill(gradient, 0);
    loss.weights(weights);
    double sum = 0;
    for (int block = 0; block < loss.blocks(); block++) {
      if (stop.getAsBoolean()) {
        throw new CancellationException("stopped while fitting the linear probe");
      }
      sum += loss.add(block, gradient);
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= C;
    }
    return C * sum + penalty(weights, gradient);
  }

  /**
   * Of two classes the one row w is half of each, with opposite signs: w² / 2 is the sum of both
   * squares.
   */
  private double penalty(double[] weights, double[] gradient) {
    double factor = present.length == 2 ? 2 : 1;
    double squares = 0;
    for (int k = 0; k < present.length; k++) {
      for (int j = k * (width + 1); j < k * (width + 1) + width; j++) {
        squares += weights[j] * weights[j];
        gradient[j] += factor * weights[j];
      }
    }
    return factor * squares / 2;
  }
}
