package graft.eval;

import graft.metric.Argmax;
import graft.metric.ConfusionMatrix;
import graft.metric.CrossEntropy;
import graft.metric.Interval;
import graft.metric.Intervals;
import graft.metric.Softmax;
import graft.task.Classification;
import graft.task.Outputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a classifier's outputs into a report. Everything here is arithmetic on arrays.
 *
 * @param classes the labels, in order
 * @param metric the headline metric: {@code accuracy}, {@code macro F1} or {@code loss}
 */
public record Evaluator(List<String> classes, String metric) {

  private static final int RESAMPLES = 1000;
  private static final long SEED = 42;
  private static final String LOSS = "loss";

  /** Copies the list. */
  public Evaluator {
    classes = List.copyOf(classes);
  }

  /**
   * Makes a report.
   *
   * @param subject the line that names what was evaluated on what
   * @param logits the classifier's outputs, with their targets
   * @param baselines values of the headline metric by name; see {@link #score} and {@link
   *     #majority}
   * @param usage what the evaluated part has been used for, one sentence
   */
  public ClassificationReport report(
      String subject, Outputs logits, Map<String, Interval> baselines, String usage) {
    int[] truth = logits.classes();
    float[][] rows = logits.rows();
    ConfusionMatrix confusion = confusion(truth, rows);
    return new ClassificationReport(
        subject,
        classes,
        truth.length,
        metric,
        metrics(truth, rows),
        perClass(confusion),
        confusion.counts(),
        baselines,
        scored(logits.ids(), truth, rows),
        usage);
  }

  /** Returns the headline metric of some logits, with its interval. */
  public Interval score(int[] truth, float[][] logits) {
    return switch (metric) {
      case Classification.MACRO_F1 -> macroF1(truth, Argmax.of(logits));
      case LOSS -> loss(truth, logits);
      default -> accuracy(truth, Argmax.of(logits));
    };
  }

  /**
   * Returns what a classifier reaches that always says the most frequent class of the training
   * part, or for the loss, that always says the training part's shares.
   *
   * @param trainingCounts examples of each class in the training part
   */
  public Interval majority(List<Integer> trainingCounts, int[] truth) {
    float[] logShares = new float[trainingCounts.size()];
    double total = trainingCounts.stream().mapToInt(Integer::intValue).sum();
    for (int k = 0; k < logShares.length; k++) {
      logShares[k] = (float) Math.log(Math.max(trainingCounts.get(k), 1e-6) / total);
    }
    float[][] rows = new float[truth.length][];
    Arrays.fill(rows, logShares);
    return score(truth, rows);
  }

  private Map<String, Interval> metrics(int[] truth, float[][] rows) {
    int[] predicted = Argmax.of(rows);
    Map<String, Interval> metrics = new LinkedHashMap<>();
    metrics.put(Classification.ACCURACY, accuracy(truth, predicted));
    metrics.put(Classification.MACRO_F1, macroF1(truth, predicted));
    metrics.put(LOSS, loss(truth, rows));
    return metrics;
  }

  private static Interval accuracy(int[] truth, int[] predicted) {
    int hits = 0;
    for (int i = 0; i < truth.length; i++) {
      hits += truth[i] == predicted[i] ? 1 : 0;
    }
    return Intervals.wilson(hits, truth.length);
  }

  private Interval macroF1(int[] truth, int[] predicted) {
    return Intervals.bootstrap(
        truth.length,
        chosen ->
            ConfusionMatrix.of(pick(truth, chosen), pick(predicted, chosen), classes.size())
                .macroF1(),
        RESAMPLES,
        SEED);
  }

  private static Interval loss(int[] truth, float[][] rows) {
    double[] losses = CrossEntropy.of(rows, truth);
    return Intervals.bootstrap(
        truth.length,
        chosen -> {
          double sum = 0;
          for (int i : chosen) {
            sum += losses[i];
          }
          return sum / chosen.length;
        },
        RESAMPLES,
        SEED);
  }

  private List<ClassificationReport.ClassScore> perClass(ConfusionMatrix confusion) {
    List<ClassificationReport.ClassScore> scores = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      int support = confusion.support(k);
      int hits = confusion.counts().get(k).get(k);
      Interval recall = support == 0 ? new Interval(0, 0, 1) : Intervals.wilson(hits, support);
      scores.add(
          new ClassificationReport.ClassScore(
              classes.get(k), support, confusion.precision(k), recall, confusion.f1(k)));
    }
    return scores;
  }

  private static List<ClassificationReport.ScoredExample> scored(
      List<String> ids, int[] truth, float[][] rows) {
    int[] predicted = Argmax.of(rows);
    double[] losses = CrossEntropy.of(rows, truth);
    List<ClassificationReport.ScoredExample> scored = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      double probability = Softmax.probabilities(rows[i])[predicted[i]];
      scored.add(
          new ClassificationReport.ScoredExample(
              ids.get(i), truth[i], predicted[i], probability, losses[i]));
    }
    return scored;
  }

  private ConfusionMatrix confusion(int[] truth, float[][] rows) {
    return ConfusionMatrix.of(truth, Argmax.of(rows), classes.size());
  }

  private static int[] pick(int[] from, int[] indices) {
    int[] picked = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = from[indices[i]];
    }
    return picked;
  }
}
