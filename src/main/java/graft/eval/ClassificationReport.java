package graft.eval;

import graft.metric.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How good a classifier is: every number with its 95 % interval where one is defined.
 *
 * @param subject the line that names what was evaluated on what
 * @param classes the labels, in order
 * @param examples how many examples were scored
 * @param metric the headline metric's name, {@code accuracy} or {@code macro F1}
 * @param metrics by name: {@code accuracy}, {@code macro F1}, {@code loss}
 * @param perClass a row a class, in order
 * @param confusion counts: [truth][prediction]
 * @param baselines what is reached for free, by name: {@code majority class}, {@code linear probe};
 *     values of the headline metric
 * @param scored every example's truth and probabilities, in order of id
 * @param usage what the evaluated part has been used for, one sentence
 */
public record ClassificationReport(
    String subject,
    List<String> classes,
    int examples,
    String metric,
    Map<String, Interval> metrics,
    List<ClassScore> perClass,
    List<List<Integer>> confusion,
    Map<String, Interval> baselines,
    List<ScoredExample> scored,
    String usage)
    implements EvaluationReport {

  /** Copies the collections and keeps their order. */
  public ClassificationReport {
    classes = List.copyOf(classes);
    metrics = Ordered.copy(metrics);
    perClass = List.copyOf(perClass);
    confusion = confusion.stream().map(List::copyOf).toList();
    baselines = Ordered.copy(baselines);
    scored = List.copyOf(scored);
  }

  /**
   * One class.
   *
   * @param label its name
   * @param support how many examples truly belong to it
   * @param precision share of the predictions of this class that are right, NaN where it was never
   *     predicted
   * @param recall share of its examples that were found, with interval
   * @param f1 harmonic mean of precision and recall
   */
  public record ClassScore(
      String label, int support, double precision, Interval recall, double f1) {}

  /**
   * One example's result.
   *
   * @param id the example's id
   * @param truth index of its class
   * @param prediction index of the most probable class
   * @param probability of the prediction
   * @param loss cross-entropy of the truth, in nats
   */
  public record ScoredExample(
      String id, int truth, int prediction, double probability, double loss) {}

  /** Returns the headline metric. */
  public Interval headline() {
    Interval headline = metrics.get(metric);
    if (headline == null) {
      throw new IllegalStateException("report holds no metric '%s'".formatted(metric));
    }
    return headline;
  }

  /** Returns accuracy, the share of examples whose prediction is right. */
  public double accuracy() {
    Interval accuracy = metrics.get("accuracy");
    return accuracy == null ? Double.NaN : accuracy.value();
  }

  @Override
  public String sentence() {
    StringBuilder text = new StringBuilder();
    text.append("on %s examples of %s, ".formatted(examples, subject));
    text.append("%s %s".formatted(metric, words(headline())));
    baselines.forEach((name, value) -> text.append("; %s %s".formatted(name, words(value))));
    return text.append("; ").append(usage).toString();
  }

  private static String words(Interval interval) {
    return String.format(
        Locale.ROOT,
        "%.3f (95 %% interval %.3f to %.3f)",
        interval.value(),
        interval.low(),
        interval.high());
  }
}
