package graft.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts how often each class was taken for each, and what follows from that. Scores equal those of
 * scikit-learn with {@code labels} set to the classes that are the truth or the prediction of an
 * example; of others nothing is defined, and NaN says so.
 *
 * @param counts rows are truth, columns prediction: [classes][classes], none negative
 */
public record ConfusionMatrix(List<List<Integer>> counts) {

  /**
   * Copies the counts.
   *
   * @throws IllegalArgumentException if they are not square or one is negative
   */
  public ConfusionMatrix {
    counts = counts.stream().map(List::copyOf).toList();
    for (List<Integer> row : counts) {
      if (row.size() != counts.size() || row.stream().anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException(
            "confusion matrix of %d classes needs rows of as many counts >= 0, received %s"
                .formatted(counts.size(), row));
      }
    }
  }

  /**
   * Counts.
   *
   * @param truth index of each example's class: [n]
   * @param predicted index of the class it was taken for: [n]
   * @param classes how many classes there are; every index is below
   * @throws IllegalArgumentException if the lengths differ or an index names no class
   */
  public static ConfusionMatrix of(int[] truth, int[] predicted, int classes) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "each example needs one truth and one prediction, received %d and %d"
              .formatted(truth.length, predicted.length));
    }
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      counts[requireClass(truth[i], classes)][requireClass(predicted[i], classes)]++;
    }
    return new ConfusionMatrix(Arrays.stream(counts).map(ConfusionMatrix::list).toList());
  }

  /** Returns how many classes there are. */
  public int classes() {
    return counts.size();
  }

  /** Returns how many examples were counted. */
  public int examples() {
    return Arrays.stream(supports()).sum();
  }

  /** Returns how many examples were recognised. */
  public int hits() {
    return indices().map(this::hits).sum();
  }

  /** Returns how many examples truly belong to each class: [classes]. */
  public int[] supports() {
    return indices().map(this::support).toArray();
  }

  /** Returns how many examples truly belong to a class. */
  public int support(int index) {
    return counts.get(index).stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns how many examples were taken for a class. */
  public int predicted(int index) {
    return counts.stream().mapToInt(row -> row.get(index)).sum();
  }

  /** Returns the share of examples that were recognised, NaN where there are none. */
  public double accuracy() {
    return (double) hits() / examples();
  }

  /** Returns the share of the predictions of a class that are right, NaN where there are none. */
  public double precision(int index) {
    return (double) hits(index) / predicted(index);
  }

  /** Returns the share of a class that was recognised, NaN where it has no examples. */
  public double recall(int index) {
    return (double) hits(index) / support(index);
  }

  /**
   * Returns the harmonic mean of precision and recall of a class, {@code 2 hits / (examples +
   * predictions)}, NaN where it is neither the truth nor the prediction of any example.
   */
  public double f1(int index) {
    return 2.0 * hits(index) / (support(index) + predicted(index));
  }

  /**
   * Returns the mean of {@link #f1} over the classes that are the truth or the prediction of an
   * example, as scikit-learn's {@code f1_score(average="macro")} does; NaN where there are no
   * examples.
   */
  public double macroF1() {
    return indices()
        .mapToDouble(this::f1)
        .filter(f1 -> !Double.isNaN(f1))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * Returns the mean of {@link #recall} over the classes that have examples, as scikit-learn's
   * {@code balanced_accuracy_score} does; NaN where there are no examples.
   */
  public double balancedAccuracy() {
    return indices()
        .filter(index -> support(index) > 0)
        .mapToDouble(this::recall)
        .average()
        .orElse(Double.NaN);
  }

  private int hits(int index) {
    return counts.get(index).get(index);
  }

  private IntStream indices() {
    return IntStream.range(0, classes());
  }

  private static int requireClass(int index, int classes) {
    if (index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "class must be from 0 to %d, received %d".formatted(classes - 1, index));
    }
    return index;
  }

  private static List<Integer> list(int[] row) {
    return Arrays.stream(row).boxed().toList();
  }
}
