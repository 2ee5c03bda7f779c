package graft.eval;

import graft.data.Example;
import graft.eval.ClassificationReport.ClassScore;
import graft.eval.ClassificationReport.ScoredExample;
import graft.metric.Argmax;
import graft.metric.Calibration;
import graft.metric.ConfusionMatrix;
import graft.metric.CrossEntropy;
import graft.metric.Interval;
import graft.metric.Intervals;
import graft.metric.McNemar;
import graft.metric.PriorShift;
import graft.metric.Softmax;
import graft.task.Classification;
import graft.task.Outputs;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a classifier's outputs into a report. Everything here is arithmetic on arrays.
 *
 * @param classes the labels, in order
 * @param metric the headline metric: {@code accuracy}, {@code macro F1} or {@code loss}
 * @param shift corrects the probabilities of a classifier that was trained on balanced classes;
 *     {@link PriorShift#NONE} leaves them. Confidence, loss and calibration are of {@code
 *     softmax(logits + shift)}; the prediction stays the argmax of the logits as they are
 */
public record Evaluator(List<String> classes, String metric, PriorShift shift) {

  /** Name of the mean surprise at the truth, in nats; lower is better. */
  static final String LOSS = "loss";

  /** Name of the mean recall of the classes. */
  static final String BALANCED_ACCURACY = "balanced accuracy";

  private static final long SEED = 42;

  /** Copies the list. */
  public Evaluator {
    classes = List.copyOf(classes);
  }

  /** Evaluates a classifier whose probabilities need no correction. */
  public Evaluator(List<String> classes, String metric) {
    this(classes, metric, PriorShift.NONE);
  }

  /**
   * Makes a report.
   *
   * @param examples what was scored, in the order of the outputs
   * @param logits the classifier's outputs, with their targets
   * @param background what else the report says
   * @throws IllegalArgumentException if the outputs are not of these examples, or a baseline was
   *     not measured on the same
   */
  public ClassificationReport report(
      List<Example> examples, Outputs logits, Background background) {
    List<ScoredExample> scored = scored(examples, logits);
    Sample sample = sample(scored);
    ConfusionMatrix confusion =
        ConfusionMatrix.of(sample.truth(), sample.predicted(), classes.size());
    Map<String, Interval> metrics = metrics(sample, background.imbalanced());
    List<String> notes = new ArrayList<>(Gaps.of(classes, confusion, metrics));
    notes.addAll(background.notes());
    notes.addAll(decisions(logits));
    Map<String, Interval> baselines = new LinkedHashMap<>();
    Map<String, PairedDifference> differences = new LinkedHashMap<>();
    background
        .baselines()
        .forEach(
            (name, baseline) -> {
              baselines.put(name, score(baseline));
              differences.put(name, difference(scored, baseline));
            });
    return new ClassificationReport(
        background.subject(),
        classes,
        scored.size(),
        metric,
        metrics,
        perClass(confusion),
        confusion.counts(),
        calibration(scored),
        coverage(scored, background),
        baselines,
        differences,
        scored,
        background.usage(),
        notes,
        Overlap.NONE);
  }

  /** Says of balanced decisions where they are not the most probable class. */
  private List<String> decisions(Outputs logits) {
    float[][] rows = logits.rows();
    int[] decided = Argmax.of(rows);
    int[] probable = Argmax.of(Arrays.stream(rows).map(shift::apply).toArray(float[][]::new));
    int differing = 0;
    for (int i = 0; i < decided.length; i++) {
      differing += decided[i] == probable[i] ? 0 : 1;
    }
    return differing == 0
        ? List.of()
        : List.of(
            "training balanced the classes, so predictions are balanced decisions, and probabilities those of the real shares: %d of %d predictions are not the most probable class"
                .formatted(differing, decided.length));
  }

  /**
   * Returns each example's truth, prediction, confidence and loss, in the order of the outputs.
   *
   * @param examples what was scored, in the same order
   * @throws IllegalArgumentException if the outputs are not of these examples
   */
  public List<ScoredExample> scored(List<Example> examples, Outputs logits) {
    requireSame(examples, logits);
    float[][] rows = logits.rows();
    int[] truth = logits.classes();
    int[] predicted = Argmax.of(rows);
    List<ScoredExample> scored = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      float[] corrected = shift.apply(rows[i]);
      scored.add(
          new ScoredExample(
              examples.get(i),
              truth[i],
              predicted[i],
              Softmax.probabilities(corrected)[predicted[i]],
              CrossEntropy.of(corrected, truth[i]),
              Softmax.logOdds(corrected, predicted[i])));
    }
    return scored;
  }

  private static void requireSame(List<Example> examples, Outputs logits) {
    if (!examples.stream().map(Example::id).toList().equals(logits.ids())) {
      throw new IllegalArgumentException(
          "outputs must be of the examples in the same order, received %s examples and outputs of %s"
              .formatted(examples.size(), logits.ids().size()));
    }
  }

  /** Returns the headline metric of some examples, with its interval. */
  public Interval score(List<ScoredExample> scored) {
    return sample(scored).metric(metric);
  }

  /**
   * Returns how much better the first classifier is than the second in the headline metric.
   *
   * @param first its results; see {@link #scored}
   * @param second results on the same examples, in any order; at least one
   * @throws IllegalArgumentException if the ids or the truths differ
   */
  public PairedDifference difference(List<ScoredExample> first, List<ScoredExample> second) {
    Pairs pairs = Pairs.match(first, second);
    Sample one = sample(pairs.first());
    Sample other = sample(pairs.second());
    int onlyFirst = one.onlyRightHere(other);
    int onlySecond = other.onlyRightHere(one);
    return new PairedDifference(
        metric,
        one.size(),
        one.minus(other, metric),
        onlyFirst,
        onlySecond,
        McNemar.exact(onlyFirst, onlySecond));
  }

  /** Returns how far confidence and share of right answers are apart. */
  public Calibration calibration(List<ScoredExample> scored) {
    Sample sample = sample(scored);
    return Calibration.of(sample.confidences(), sample.hits(), Calibration.BINS, SEED);
  }

  /**
   * Returns the outputs of a classifier that always says the most frequent class of the training
   * part, the first of equally frequent ones, with the training part's shares as probabilities.
   *
   * @param trainingCounts examples of each class in the training part: [classes]
   * @param examples whose ids and targets to answer
   */
  public static Outputs majority(List<Integer> trainingCounts, Outputs examples) {
    return majority(trainingCounts, Collections.nCopies(trainingCounts.size(), 0), examples);
  }

  /**
   * Returns the same, but of classes that are equally frequent in the training part it says the one
   * that the validation part holds more of, as whoever chooses on validation would.
   *
   * @param validationCounts examples of each class in the validation part: [classes]
   */
  public static Outputs majority(
      List<Integer> trainingCounts, List<Integer> validationCounts, Outputs examples) {
    float[] logShares = new float[trainingCounts.size()];
    double total = trainingCounts.stream().mapToInt(Integer::intValue).sum();
    int best = 0;
    for (int k = 0; k < logShares.length; k++) {
      logShares[k] = (float) Math.log(Math.max(trainingCounts.get(k), 1e-6) / total);
      int more = trainingCounts.get(k).compareTo(trainingCounts.get(best));
      int moreHere = validationCounts.get(k).compareTo(validationCounts.get(best));
      best = more > 0 || (more == 0 && moreHere > 0) ? k : best;
    }
    logShares[best] = Math.nextUp(logShares[best]); // the last bit decides between equal ones
    int size = examples.ids().size();
    FloatTensor rows = FloatTensor.rows(size, Collections.nCopies(size, logShares));
    return new Outputs(examples.ids(), examples.targets(), rows);
  }

  private Sample sample(List<ScoredExample> scored) {
    return new Sample(scored, classes.size());
  }

  private Map<String, Interval> metrics(Sample sample, boolean imbalanced) {
    List<String> names = new ArrayList<>();
    names.add(Classification.ACCURACY);
    if (imbalanced) {
      names.add(BALANCED_ACCURACY);
    }
    names.add(Classification.MACRO_F1);
    names.add(LOSS);
    Map<String, Interval> metrics = new LinkedHashMap<>();
    names.forEach(name -> metrics.put(name, sample.metric(name)));
    return metrics;
  }

  private static CoverageTable coverage(List<ScoredExample> scored, Background background) {
    return background.imbalanced() && !background.validation().isEmpty()
        ? CoverageTable.of(background.validation(), scored)
        : CoverageTable.NONE;
  }

  private List<ClassScore> perClass(ConfusionMatrix confusion) {
    List<ClassScore> scores = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      int support = confusion.support(k);
      int hits = confusion.counts().get(k).get(k);
      Interval recall = Intervals.share(hits, support);
      scores.add(
          new ClassScore(classes.get(k), support, confusion.precision(k), recall, confusion.f1(k)));
    }
    return scores;
  }
}
