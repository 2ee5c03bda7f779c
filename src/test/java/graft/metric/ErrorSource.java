package graft.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A classifier as a confusion matrix that examples are drawn from, whose true metrics are known.
 *
 * @param shares of the classes in truth: [classes]
 * @param recalls of the classes: [classes]
 * @param magnet class that mistakes are taken for; -1 if any other is as likely
 */
record ErrorSource(double[] shares, double[] recalls, int magnet) {

  /** Where mistakes happen. */
  enum Errors {
    /** In all classes alike, and for any other class. */
    EVEN,
    /** In the rarest class only. */
    ONE_CLASS,
    /** In some classes more than in others, and always for the same class. */
    ONE_TARGET
  }

  /**
   * @param tail how many times the first class is as frequent as the last, falling evenly
   */
  static ErrorSource of(int classes, double tail, Errors errors, double accuracy) {
    double[] shares = new double[classes];
    Arrays.setAll(shares, k -> Math.pow(tail, -(double) k / (classes - 1)));
    double sum = Arrays.stream(shares).sum();
    double[] recalls = new double[classes];
    for (int k = 0; k < classes; k++) {
      shares[k] /= sum;
      recalls[k] =
          switch (errors) {
            case EVEN -> accuracy;
            case ONE_CLASS -> k < classes - 1 ? 1 : accuracy;
            case ONE_TARGET -> Math.max(0, 1 - (1 - accuracy) * (2 * k + 1) / classes);
          };
    }
    return new ErrorSource(shares, recalls, errors == Errors.ONE_TARGET ? classes / 2 : -1);
  }

  int classes() {
    return shares.length;
  }

  /** Returns the share of examples that are right. */
  double accuracy() {
    double sum = 0;
    for (int k = 0; k < classes(); k++) {
      sum += shares[k] * recalls[k];
    }
    return sum;
  }

  double balancedAccuracy() {
    return Arrays.stream(recalls).average().orElseThrow();
  }

  /** Returns the mean over all classes of {@code 2 P(hit) / (P(truth) + P(prediction))}. */
  double macroF1() {
    double[] predicted = new double[classes()];
    double scattered = 0;
    for (int k = 0; k < classes(); k++) {
      double missed = shares[k] * (1 - recalls[k]);
      predicted[k] += shares[k] * recalls[k];
      if (magnet >= 0) {
        predicted[target(k)] += missed;
      } else {
        scattered += missed / (classes() - 1);
        predicted[k] -= missed / (classes() - 1);
      }
    }
    double sum = 0;
    for (int k = 0; k < classes(); k++) {
      sum += 2 * shares[k] * recalls[k] / (shares[k] + predicted[k] + scattered);
    }
    return sum / classes();
  }

  int[] truth(int n, SplittableRandom random) {
    double[] below = shares.clone();
    Arrays.parallelPrefix(below, Double::sum);
    int[] truth = new int[n];
    for (int i = 0; i < n; i++) {
      int place = Arrays.binarySearch(below, random.nextDouble());
      truth[i] = Math.min(classes() - 1, place < 0 ? -place - 1 : place);
    }
    return truth;
  }

  /**
   * @param hardness of an example, from 0 to 1
   */
  int answer(int truth, double hardness, SplittableRandom random) {
    if (hardness < recalls[truth]) {
      return truth;
    }
    return magnet >= 0 ? target(truth) : (truth + 1 + random.nextInt(classes() - 1)) % classes();
  }

  private int target(int truth) {
    return truth == magnet ? (truth + 1) % classes() : magnet;
  }
}
