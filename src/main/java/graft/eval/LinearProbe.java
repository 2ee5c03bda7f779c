package graft.eval;

import java.util.Arrays;

/**
 * Multinomial logistic regression on standardized features: what the frozen backbone is worth
 * without any training of ours. The regularisation is that of scikit-learn's {@code
 * LogisticRegression(C=0.03)}: half the squared weights plus C times the summed cross-entropy, the
 * intercept free.
 */
public final class LinearProbe {

  private static final double C = 0.03;

  private final float[][] features; // [n, width], standardized
  private final int[] truth; // [n]
  private final int classes;
  private final int width;
  private final double[] mean;
  private final double[] deviation;
  private final double[] solution;

  private LinearProbe(float[][] features, int[] truth, int classes) {
    this.width = features[0].length;
    this.truth = truth;
    this.classes = classes;
    this.mean = new double[width];
    this.deviation = new double[width];
    moments(features);
    this.features = Arrays.stream(features).map(this::standardize).toArray(float[][]::new);
    this.solution = Lbfgs.minimise(this::objective, new double[classes * (width + 1)]);
  }

  /**
   * Fits the probe.
   *
   * @param features [n, width], n at least 1
   * @param truth index of each example's class: [n]
   */
  public static LinearProbe fit(float[][] features, int[] truth, int classes) {
    return new LinearProbe(features, truth, classes);
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
    double[] exact = logits(solution, standardize(row));
    float[] logits = new float[classes];
    for (int k = 0; k < classes; k++) {
      logits[k] = (float) exact[k];
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

  private float[] standardize(float[] row) {
    float[] scaled = new float[width];
    for (int j = 0; j < width; j++) {
      scaled[j] = (float) ((row[j] - mean[j]) / deviation[j]);
    }
    return scaled;
  }

  /**
   * In double precision: rounding would hide the last steps of the descent from the line search.
   */
  private double[] logits(double[] weights, float[] row) {
    double[] logits = new double[classes];
    for (int k = 0; k < classes; k++) {
      int at = k * (width + 1);
      double sum = weights[at + width];
      for (int j = 0; j < width; j++) {
        sum += weights[at + j] * row[j];
      }
      logits[k] = sum;
    }
    return logits;
  }

  /** Fills the gradient and returns the objective. */
  private double objective(double[] weights, double[] gradient) {
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int i = 0; i < features.length; i++) {
      double[] probabilities = softmax(logits(weights, features[i]));
      loss -= C * Math.log(Math.max(probabilities[truth[i]], 1e-300));
      probabilities[truth[i]] -= 1;
      for (int k = 0; k < classes; k++) {
        accumulate(gradient, k * (width + 1), C * probabilities[k], features[i]);
      }
    }
    return loss + penalty(weights, gradient);
  }

  private void accumulate(double[] gradient, int at, double factor, float[] row) {
    for (int j = 0; j < width; j++) {
      gradient[at + j] += factor * row[j];
    }
    gradient[at + width] += factor;
  }

  private double penalty(double[] weights, double[] gradient) {
    double squares = 0;
    for (int k = 0; k < classes; k++) {
      for (int j = k * (width + 1); j < k * (width + 1) + width; j++) {
        squares += weights[j] * weights[j];
        gradient[j] += weights[j];
      }
    }
    return squares / 2;
  }

  private static double[] softmax(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double[] exponentials = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      exponentials[k] = Math.exp(logits[k] - max);
      sum += exponentials[k];
    }
    for (int k = 0; k < logits.length; k++) {
      exponentials[k] /= sum;
    }
    return exponentials;
  }
}
