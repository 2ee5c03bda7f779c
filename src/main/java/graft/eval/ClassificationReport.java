package graft.eval;

import graft.data.Example;
import graft.metric.Calibration;
import graft.metric.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How good a classifier is: every number with its 95 % interval where one is defined.
 *
 * @param subject the line that names what was evaluated on what
 * @param classes the labels, in order
 * @param examples how many examples were scored
 * @param metric the headline metric's name, {@code accuracy}, {@code macro F1} or {@code loss}
 * @param metrics by name: {@code accuracy}, {@code macro F1}, {@code loss}; for imbalanced data
 *     {@code balanced accuracy} too
 * @param perClass a row a class, in order
 * @param confusion counts: [truth][prediction]
 * @param calibration how far confidence and share of right answers are apart
 * @param coverage what it is worth to answer only where it is confident; {@link CoverageTable#NONE}
 *     for balanced data
 * @param baselines what others reach, by name: {@code majority class}, {@code linear probe}, {@code
 *     scratch}; values of the headline metric
 * @param differences of the headline metric to each baseline on the same examples, by its name
 * @param scored every example's truth and prediction, in order of id
 * @param usage what the evaluated part has been used for, one sentence
 * @param notes which classes have no example, why numbers have no interval, how baselines came
 *     about that are not for free, and where predictions are not the most probable class, a
 *     sentence each
 * @param overlap what the model had done with the examples that were asked for; all else here is of
 *     its first group alone
 */
public record ClassificationReport(
    String subject,
    List<String> classes,
    int examples,
    String metric,
    Map<String, Interval> metrics,
    List<ClassScore> perClass,
    List<List<Integer>> confusion,
    Calibration calibration,
    CoverageTable coverage,
    Map<String, Interval> baselines,
    Map<String, PairedDifference> differences,
    List<ScoredExample> scored,
    String usage,
    List<String> notes,
    Overlap overlap)
    implements EvaluationReport {

  /**
   * Copies the collections and keeps their order.
   *
   * @throws IllegalArgumentException if a baseline comes without its difference, or the reverse
   */
  public ClassificationReport {
    if (!baselines.keySet().equals(differences.keySet())) {
      throw new IllegalArgumentException(
          "each baseline needs its difference, received %s and %s"
              .formatted(baselines.keySet(), differences.keySet()));
    }
    classes = List.copyOf(classes);
    metrics = Ordered.copy(metrics);
    perClass = List.copyOf(perClass);
    confusion = confusion.stream().map(List::copyOf).toList();
    baselines = Ordered.copy(baselines);
    differences = Ordered.copy(differences);
    scored = List.copyOf(scored);
    notes = List.copyOf(notes);
  }

  /**
   * One class.
   *
   * @param label its name
   * @param support how many examples truly belong to it
   * @param precision share of the predictions of this class that are right, NaN where it was never
   *     predicted
   * @param recall share of its examples that were found, with interval; undefined where it has none
   * @param f1 harmonic mean of precision and recall, NaN where it has neither examples nor
   *     predictions
   */
  public record ClassScore(
      String label, int support, double precision, Interval recall, double f1) {}

  /**
   * One example's result. It holds no pixels: a picture is read when someone asks for it.
   *
   * @param example what was scored
   * @param truth index of its class
   * @param prediction index of the class it was taken for
   * @param probability of the prediction
   * @param loss cross-entropy of the truth, in nats
   * @param logOdds logarithm of the odds of the prediction, {@code log(p / (1 - p))}, which tells
   *     probabilities apart that round to 1
   */
  public record ScoredExample(
      Example example, int truth, int prediction, double probability, double loss, double logOdds) {

    private static final double SUREST = 1 - Math.ulp(1.0);

    /** Takes the odds from the probability, as far as it tells them. */
    public ScoredExample(
        Example example, int truth, int prediction, double probability, double loss) {
      this(
          example,
          truth,
          prediction,
          probability,
          loss,
          Math.log(probability) - Math.log1p(-Math.min(probability, SUREST)));
    }

    /** Returns the example's id. */
    public String id() {
      return example.id();
    }

    /** Returns whether it is the same result of the same content, wherever that is read from. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ScoredExample that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
      return values().hashCode();
    }

    /** Names the example and the result, and never says what the example holds. */
    @Override
    public String toString() {
      return "ScoredExample" + values();
    }

    private List<Object> values() {
      return List.of(id(), example.contentHash(), truth, prediction, probability, loss, logOdds);
    }
  }

  /** Returns the same, saying what else was asked for. */
  public ClassificationReport with(Overlap other) {
    return new ClassificationReport(
        subject,
        classes,
        examples,
        metric,
        metrics,
        perClass,
        confusion,
        calibration,
        coverage,
        baselines,
        differences,
        scored,
        usage,
        notes,
        other);
  }

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

  /**
   * Returns the baseline that does best in the headline metric, the first of equal ones, empty
   * where there is none.
   */
  public Optional<String> bestBaseline() {
    @Nullable String best = null;
    for (Map.Entry<String, Interval> baseline : baselines.entrySet()) {
      if (best == null || beats(baseline.getValue(), baselines.get(best))) {
        best = baseline.getKey();
      }
    }
    return Optional.ofNullable(best);
  }

  private boolean beats(Interval one, Interval other) {
    return metric.equals(Evaluator.LOSS)
        ? one.value() < other.value()
        : one.value() > other.value();
  }

  @Override
  public String sentence() {
    return Sentence.of(this);
  }
}
