package graft.metric;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Averages over classes, with intervals: macro F1 and balanced accuracy of some predictions.
 *
 * <p>The interval of macro F1 is for the mean F1 of all classes that this sample's source would
 * show in an endless sample. Of the examples that are a class or are taken for it, the wrong ones
 * are a binomial share q, whatever the number of these examples is, and F1 is {@code 1 - q / (2 -
 * q)}. That function bends, so that its value at the measured share is too low on average: {@link
 * #least} is a second estimate that is too high. Around both, mistakes are {@link WeightedEvents},
 * each with the weight that it has in the two classes it touches; where hits are rarer than
 * mistakes, hits are.
 *
 * <p>Of a class that does not occur nothing can be said, and so nothing of a mean over all.
 */
public final class ClassMeans {

  private final int[] truth;
  private final int[] predicted;
  private final int classes;
  private final int[] members;
  private final int[] answers;
  private final int[] hits;

  private ClassMeans(int[] truth, int[] predicted, int classes) {
    this.truth = truth;
    this.predicted = predicted;
    this.classes = classes;
    members = new int[classes];
    answers = new int[classes];
    hits = new int[classes];
    for (int i = 0; i < truth.length; i++) {
      members[truth[i]]++;
      answers[predicted[i]]++;
      hits[truth[i]] += truth[i] == predicted[i] ? 1 : 0;
    }
  }

  /**
   * Counts.
   *
   * @param truth index of each example's class: [n]
   * @param predicted index of the class it was taken for: [n]
   * @param classes how many classes there are; every index is below
   */
  public static ClassMeans of(int[] truth, int[] predicted, int classes) {
    return new ClassMeans(truth, predicted, classes);
  }

  /**
   * Returns {@link ConfusionMatrix#macroF1}, with an interval if every class is the truth or the
   * prediction of an example.
   */
  public Interval macroF1() {
    double value = mean(k -> touched(k) == 0 ? Double.NaN : 1 - most(k));
    if (!allTouched()) {
      return Interval.unknown(value);
    }
    WeightedEvents wrong = WeightedEvents.of(mistakeWeights(), heaviestMistake());
    WeightedEvents right = WeightedEvents.of(hitWeights(), heaviestHit());
    double most = 1 - mean(this::least);
    return wrong.squares() <= right.squares()
        ? around(value, value - wrong.above(), most + wrong.below(), 0)
        : around(value, value - right.below(), most + right.above(), 0);
  }

  /**
   * Returns {@link ConfusionMatrix#balancedAccuracy}, with an interval if every class has an
   * example.
   */
  public Interval balancedAccuracy() {
    double value = mean(k -> members[k] == 0 ? Double.NaN : (double) hits[k] / members[k]);
    if (IntStream.of(members).anyMatch(count -> count == 0)) {
      return Interval.unknown(value);
    }
    double[] wrong = new double[truth.length];
    double[] right = new double[truth.length];
    for (int i = 0; i < truth.length; i++) {
      (truth[i] == predicted[i] ? right : wrong)[i] = 1.0 / members[truth[i]] / classes;
    }
    double heaviest = 1.0 / IntStream.of(members).min().orElseThrow() / classes;
    WeightedEvents mistakes = WeightedEvents.of(wrong, heaviest);
    WeightedEvents found = WeightedEvents.of(right, heaviest);
    return mistakes.squares() <= found.squares()
        ? around(value, value - mistakes.above(), value + mistakes.below(), 0)
        : around(value, value - found.below(), value + found.above(), 0);
  }

  /**
   * Returns this macro F1 minus another one of the same examples, with an interval if both have
   * one. Mistakes that both make weigh the same on both sides and say nothing.
   */
  public Interval macroF1Minus(ClassMeans other) {
    double value = macroF1().value() - other.macroF1().value();
    if (!allTouched() || !other.allTouched()) {
      return Interval.unknown(value);
    }
    double[] own = mistakeWeights();
    double[] others = other.mistakeWeights();
    double[] better = new double[own.length];
    double[] worse = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      better[i] = Math.max(0, others[i] - own[i]);
      worse[i] = Math.max(0, own[i] - others[i]);
    }
    WeightedEvents up = WeightedEvents.of(better, other.heaviestMistake());
    WeightedEvents down = WeightedEvents.of(worse, heaviestMistake());
    double low = value - other.bend() - Math.hypot(up.below(), down.above());
    double high = value + bend() + Math.hypot(up.above(), down.below());
    return around(value, low, high, -1);
  }

  private static Interval around(double value, double low, double high, double least) {
    return new Interval(
        value, Math.min(value, Math.max(least, low)), Math.max(value, Math.min(1, high)));
  }

  /** How far the mean F1 may be too low, since F1 bends. */
  private double bend() {
    return mean(this::most) - mean(this::least);
  }

  /** Returns how many examples are of a class or are taken for it. */
  private int touched(int k) {
    return members[k] + answers[k] - hits[k];
  }

  private int mistakes(int k) {
    return touched(k) - hits[k];
  }

  private boolean allTouched() {
    return IntStream.range(0, classes).allMatch(k -> touched(k) > 0);
  }

  /** Returns 1 - F1, which on average is no less than in truth. */
  private double most(int k) {
    return lost((double) mistakes(k) / touched(k));
  }

  /**
   * Returns an estimate of 1 - F1 that on average is no more than in truth: {@code q / (2 - q)} is
   * the sum of {@code (q / 2)^j}, and falling factorials estimate the powers of q without bias, as
   * many of them as there are examples.
   */
  private double least(int k) {
    double term = 1;
    double sum = 0;
    for (int j = 0; j < mistakes(k) && term > Math.ulp(1.0); j++) {
      term *= (mistakes(k) - j) / (2.0 * (touched(k) - j));
      sum += term;
    }
    return sum;
  }

  private double[] mistakeWeights() {
    double[] weights = new double[truth.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = truth[i] == predicted[i] ? 0 : weight(truth[i]) + weight(predicted[i]);
    }
    return weights;
  }

  /** Returns what a mistake takes from the mean by way of one class: the slope of 1 - F1. */
  private double weight(int k) {
    double right = 2 - (double) mistakes(k) / touched(k);
    return 2 / (right * right) / touched(k) / classes;
  }

  private double[] hitWeights() {
    double[] weights = new double[truth.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = truth[i] == predicted[i] ? weight(truth[i]) : 0;
    }
    return weights;
  }

  /** Returns what one mistake more takes at most: from the two classes that feel it most. */
  private double heaviestMistake() {
    return IntStream.range(0, classes)
            .filter(k -> hits[k] > 0)
            .mapToDouble(k -> -step(k, 1))
            .sorted()
            .limit(2)
            .sum()
        / -classes;
  }

  /** Returns what one hit more gives at most. */
  private double heaviestHit() {
    return IntStream.range(0, classes)
            .filter(k -> mistakes(k) > 0)
            .mapToDouble(k -> -step(k, -1))
            .max()
            .orElse(0)
        / classes;
  }

  private double step(int k, int more) {
    return lost((double) (mistakes(k) + more) / touched(k)) - most(k);
  }

  private static double lost(double share) {
    return share / (2 - share);
  }

  private double mean(IntToDoubleFunction ofClass) {
    return IntStream.range(0, classes)
        .mapToDouble(ofClass)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
