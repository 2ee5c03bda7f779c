package graft.eval;

import graft.eval.ClassificationReport.ScoredExample;
import graft.metric.ClassMeans;
import graft.metric.Interval;
import graft.metric.Intervals;
import graft.task.Classification;
import java.util.List;

/** Scored examples as arrays, of which metrics are computed. */
final class Sample {

  private final int[] truth;
  private final int[] predicted;
  private final boolean[] hits;
  private final double[] losses;
  private final double[] confidences;
  private final double[] margins;
  private final int classes;

  Sample(List<ScoredExample> scored, int classes) {
    this.classes = classes;
    truth = scored.stream().mapToInt(ScoredExample::truth).toArray();
    predicted = scored.stream().mapToInt(ScoredExample::prediction).toArray();
    losses = scored.stream().mapToDouble(ScoredExample::loss).toArray();
    confidences = scored.stream().mapToDouble(ScoredExample::probability).toArray();
    margins = scored.stream().mapToDouble(ScoredExample::logOdds).toArray();
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

  /** Computes a metric. */
  Interval metric(String name) {
    return switch (name) {
      case Classification.MACRO_F1 -> means().macroF1();
      case Evaluator.BALANCED_ACCURACY -> means().balancedAccuracy();
      case Evaluator.LOSS -> Intervals.loss(losses, margins);
      default -> Intervals.share(count(), size());
    };
  }

  /** Computes how much larger a metric is than another classifier's on the same examples. */
  Interval minus(Sample other, String name) {
    return switch (name) {
      case Classification.MACRO_F1 -> means().macroF1Minus(other.means());
      case Evaluator.LOSS -> Intervals.lossDifference(losses, margins, other.losses, other.margins);
      default -> Intervals.shareDifference(onlyRightHere(other), other.onlyRightHere(this), size());
    };
  }

  /** Counts the examples that this classifier gets right and the other one does not. */
  int onlyRightHere(Sample other) {
    int count = 0;
    for (int i = 0; i < hits.length; i++) {
      count += hits[i] && !other.hits[i] ? 1 : 0;
    }
    return count;
  }

  private ClassMeans means() {
    return ClassMeans.of(truth, predicted, classes);
  }
}
