package graft.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classifier of two classes could do at every threshold on its score, not only at the one
 * that it uses.
 *
 * @param roc true positive rate over false positive rate, from (0, 0) to (1, 1)
 * @param areaUnderRoc chance that a positive example scores higher than a negative one, equal
 *     scores counted half
 * @param precisionRecall precision over recall, a point a threshold from the highest down, after a
 *     first one at recall 0 and precision 1
 * @param averagePrecision the precisions weighted by the recall that each adds
 * @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett (2006), An introduction to
 *     ROC analysis</a>
 */
public record BinaryCurves(
    List<Point> roc, double areaUnderRoc, List<Point> precisionRecall, double averagePrecision) {

  /** Copies the lists. */
  public BinaryCurves {
    roc = List.copyOf(roc);
    precisionRecall = List.copyOf(precisionRecall);
  }

  /** A point of a curve, both from 0 to 1. */
  public record Point(double x, double y) {}

  /**
   * Measures.
   *
   * @param scores larger where the positive class is likelier: [n]
   * @param positive whether each example belongs to it: [n], with at least one of either kind
   * @throws IllegalArgumentException if the lengths differ or one kind is missing
   */
  public static BinaryCurves of(double[] scores, boolean[] positive) {
    long positives = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    if (scores.length != positive.length || positives == 0 || positives == positive.length) {
      throw new IllegalArgumentException(
          "curves need a score an example, and examples of both classes, received %d scores, %d of %d positive"
              .formatted(scores.length, positives, positive.length));
    }
    return new Sweep(positives, positive.length - positives).over(scores, positive);
  }

  /** Lowers the threshold from above the highest score to the lowest. */
  private static final class Sweep {
    private final double positives;
    private final double negatives;
    private final List<Point> roc = new ArrayList<>(List.of(new Point(0, 0)));
    private final List<Point> precisionRecall = new ArrayList<>(List.of(new Point(0, 1)));
    private double area;
    private double average;

    Sweep(double positives, double negatives) {
      this.positives = positives;
      this.negatives = negatives;
    }

    BinaryCurves over(double[] scores, boolean[] positive) {
      int[] order =
          IntStream.range(0, scores.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
              .mapToInt(Integer::intValue)
              .toArray();
      int hits = 0;
      for (int i = 0; i < order.length; i++) {
        hits += positive[order[i]] ? 1 : 0;
        // examples of equal scores fall together
        if (i == order.length - 1 || scores[order[i]] != scores[order[i + 1]]) {
          add(hits, i + 1 - hits);
        }
      }
      return new BinaryCurves(roc, area, precisionRecall, average);
    }

    private void add(double hits, double alarms) {
      Point before = roc.get(roc.size() - 1);
      Point now = new Point(alarms / negatives, hits / positives);
      area += (now.x() - before.x()) * (now.y() + before.y()) / 2;
      double precision = hits / (hits + alarms);
      average += (now.y() - before.y()) * precision;
      roc.add(now);
      precisionRecall.add(new Point(now.y(), precision));
    }
  }
}
