package graft.eval;

import graft.eval.ClassificationReport.ScoredExample;
import graft.metric.ClassTally;
import graft.task.Classification;
import java.util.List;

/** Scored examples as arrays, of which metrics are computed again and again. */
final class Sample {

  private final int[] truth;
  private final int[] predicted;
  private final boolean[] hits;
  private final double[] losses;
  private final double[] confidences;
  private final int classes;

  Sample(List<ScoredExample> scored, int classes) {
    this.classes = classes;
    truth = scored.stream().mapToInt(ScoredExample::truth).toArray();
    predicted = scored.stream().mapToInt(ScoredExample::prediction).toArray();
    losses = scored.stream().mapToDouble(ScoredExample::loss).toArray();
    confidences = scored.stream().mapToDouble(ScoredExample::probability).toArray();
    hits = new boolean[truth.length];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = truth[i] == predicted[i];
    }
  }

  int size() {
    return truth.length;
  }

  int[] truth() {
    return truth;
  }

  int[] predicted() {
    return predicted;
  }

  boolean[] hits() {
    return hits;
  }

  double[] confidences() {
    return confidences;
  }

  int count() {
    int count = 0;
    for (boolean hit : hits) {
      count += hit ? 1 : 0;
    }
    return count;
  }

  /**
   * Computes a metric of some of the examples.
   *
   * @param chosen their indices, some perhaps more than once
   */
  double metric(String name, int[] chosen) {
    return switch (name) {
      case Classification.MACRO_F1 -> tally(chosen).macroF1();
      case Evaluator.BALANCED_ACCURACY -> tally(chosen).balancedAccuracy();
      case Evaluator.LOSS -> loss(chosen);
      default -> accuracy(chosen);
    };
  }

  private ClassTally tally(int[] chosen) {
    return ClassTally.of(truth, predicted, chosen, classes);
  }

  private double loss(int[] chosen) {
    double sum = 0;
    for (int i : chosen) {
      sum += losses[i];
    }
    return sum / chosen.length;
  }

  private double accuracy(int[] chosen) {
    int right = 0;
    for (int i : chosen) {
      right += hits[i] ? 1 : 0;
    }
    return (double) right / chosen.length;
  }
}
