package graft.metric;

/**
 * Counts a class's members, predictions and hits, which is all that macro F1 and balanced accuracy
 * need. Unlike a {@link ConfusionMatrix} it is cheap enough to make for every resample.
 */
public final class ClassTally {

  private final int[] members;
  private final int[] predictions;
  private final int[] hits;

  private ClassTally(int classes) {
    members = new int[classes];
    predictions = new int[classes];
    hits = new int[classes];
  }

  /**
   * Counts.
   *
   * @param truth index of each example's class: [n]
   * @param predicted index of the class it was taken for: [n]
   * @param chosen indices of the examples to count, some perhaps more than once
   * @param classes how many classes there are; every index of a class is below
   */
  public static ClassTally of(int[] truth, int[] predicted, int[] chosen, int classes) {
    ClassTally tally = new ClassTally(classes);
    for (int i : chosen) {
      tally.members[truth[i]]++;
      tally.predictions[predicted[i]]++;
      tally.hits[truth[i]] += truth[i] == predicted[i] ? 1 : 0;
    }
    return tally;
  }

  /** Returns {@link ConfusionMatrix#macroF1}. */
  public double macroF1() {
    double sum = 0;
    for (int k = 0; k < hits.length; k++) {
      int marks = members[k] + predictions[k];
      sum += marks == 0 ? 0 : 2.0 * hits[k] / marks;
    }
    return hits.length == 0 ? 0 : sum / hits.length;
  }

  /** Returns {@link ConfusionMatrix#balancedAccuracy}. */
  public double balancedAccuracy() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < hits.length; k++) {
      if (members[k] > 0) {
        sum += (double) hits[k] / members[k];
        present++;
      }
    }
    return sum / present;
  }
}
