package graft.eval;

import graft.metric.ConfusionMatrix;
import graft.metric.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Says which classes some examples lack, and which numbers are without an interval. */
final class Gaps {

  private static final int NAMED = 10;

  private Gaps() {}

  /**
   * Returns a sentence a gap, none where there is none.
   *
   * @param confusion of the examples
   * @param metrics by name
   */
  static List<String> of(
      List<String> classes, ConfusionMatrix confusion, Map<String, Interval> metrics) {
    List<String> absent = named(classes, k -> confusion.support(k) == 0);
    List<String> sentences = new ArrayList<>();
    if (!absent.isEmpty()) {
      sentences.add(
          "no example here is of %s; what stands for all classes is of the others%s"
              .formatted(listed(absent), taken(classes, confusion)));
    }
    why(metrics).forEach((name, reason) -> sentences.add(name + " has no interval: " + reason));
    return sentences;
  }

  /** Macro F1 counts a class that is predicted, as scikit-learn does. */
  private static String taken(List<String> classes, ConfusionMatrix confusion) {
    List<String> taken =
        named(classes, k -> confusion.support(k) == 0 && confusion.predicted(k) > 0);
    return taken.isEmpty()
        ? ""
        : ", but in macro F1, where predictions of %s count as F1 of 0".formatted(listed(taken));
  }

  /** Returns why numbers have no interval, by their name. */
  static Map<String, String> why(Map<String, Interval> metrics) {
    Map<String, String> reasons = new LinkedHashMap<>();
    metrics.forEach(
        (name, interval) -> {
          if (!interval.isKnown()) {
            reasons.put(name, reason(name));
          }
        });
    return reasons;
  }

  private static String reason(String metric) {
    return metric.equals(Evaluator.LOSS)
        ? "too few examples to say, since one confident mistake more could outweigh them"
        : "a class that does not occur could change it";
  }

  private static List<String> named(List<String> classes, IntPredicate chosen) {
    return IntStream.range(0, classes.size()).filter(chosen).mapToObj(classes::get).toList();
  }

  private static String listed(List<String> names) {
    return names.size() <= NAMED
        ? String.join(", ", names)
        : "%s and %d more classes"
            .formatted(String.join(", ", names.subList(0, NAMED)), names.size() - NAMED);
  }
}
