package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.data.Target;
import graft.eval.ClassificationReport.ScoredExample;
import graft.metric.Calibration;
import graft.metric.Interval;
import graft.metric.PriorShift;
import graft.task.Outputs;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares with scikit-learn; make_reference.py wrote its numbers. */
class EvaluatorTest {

  private static final List<String> CLASSES = List.of("oak", "maple", "lime");

  private final ScikitLearn reference = new ScikitLearn();
  private final int[] truth = reference.ints("scored truth");

  @Test
  void metricsAreScikitLearns() {
    ClassificationReport report = report("accuracy");

    assertThat(report.accuracy()).isCloseTo(reference.number("accuracy"), within(1e-7));
    assertThat(report.metrics()).containsOnlyKeys("accuracy", "macro F1", "loss");
    assertThat(report.metrics().get("macro F1").value())
        .isCloseTo(reference.number("macro F1"), within(1e-7));
    assertThat(report.metrics().get("loss").value())
        .isCloseTo(reference.number("loss"), within(1e-6));
  }

  @Test
  void everyIntervalHoldsItsValue() {
    assertThat(report("accuracy").metrics().values())
        .allSatisfy(
            interval -> {
              assertThat(interval.low()).isLessThan(interval.value());
              assertThat(interval.high()).isGreaterThan(interval.value());
            });
    assertThat(report("accuracy").notes()).isEmpty();
  }

  @Test
  void headlineIsTheChosenMetric() {
    for (String metric : List.of("accuracy", "macro F1", "loss")) {
      ClassificationReport report = report(metric);

      assertThat(report.headline()).isEqualTo(report.metrics().get(metric));
      assertThat(new Evaluator(CLASSES, metric).score(report.scored()))
          .isEqualTo(report.headline());
    }
  }

  @Test
  void rowsOfExamplesAndClassesAddUp() {
    ClassificationReport report = report("accuracy");

    assertThat(report.examples()).isEqualTo(truth.length);
    assertThat(report.scored()).hasSize(truth.length);
    assertThat(report.perClass()).extracting("label").containsExactlyElementsOf(CLASSES);
    assertThat(report.perClass().stream().mapToInt(row -> row.support()).sum())
        .isEqualTo(truth.length);
    assertThat(report.scored().stream().filter(row -> row.truth() == row.prediction()))
        .hasSize((int) Math.round(report.accuracy() * truth.length));
    assertThat(report.scored().stream().mapToDouble(row -> row.loss()).average().orElseThrow())
        .isCloseTo(reference.number("loss"), within(1e-6));
  }

  @Test
  void majorityAlwaysSaysTheMostFrequentTrainingClass() {
    Evaluator evaluator = new Evaluator(CLASSES, "accuracy");

    Outputs majority = Evaluator.majority(List.of(5, 20, 6), outputs(new int[] {0, 1, 1, 2}));

    assertThat(evaluator.score(evaluator.scored(Scored.examples(majority), majority)).value())
        .isEqualTo(0.5);
  }

  @Test
  void majorityOfEquallyFrequentClassesIsWhatValidationHolds() {
    Evaluator evaluator = new Evaluator(CLASSES, "accuracy");
    Outputs examples = outputs(new int[] {0, 1, 1, 2});

    Outputs majority = Evaluator.majority(List.of(20, 20, 6), List.of(3, 5, 9), examples);

    List<ScoredExample> scored = evaluator.scored(Scored.examples(majority), majority);
    assertThat(scored).extracting(ScoredExample::prediction).containsOnly(1);
    assertThat(scored.get(0).probability()).isCloseTo(20 / 46.0, within(1e-6));
  }

  /** Both probabilities are 1 in double precision. */
  @Test
  void oddsTellSaturatedProbabilitiesApart() {
    Outputs logits = outputs(new int[] {0, 0}, 50, 0, 40, 0);

    List<ScoredExample> scored =
        new Evaluator(List.of("a", "b"), "accuracy").scored(Scored.examples(logits), logits);

    assertThat(scored).extracting(ScoredExample::probability).containsOnly(1.0);
    assertThat(scored).extracting(ScoredExample::logOdds).containsExactly(50.0, 40.0);
  }

  /** Of shares 1/4 and 3/4, the mean surprise of one example each is -(log 1/4 + log 3/4) / 2. */
  @Test
  void majorityOfTheLossSaysTheShares() {
    Evaluator evaluator = new Evaluator(List.of("a", "b"), "loss");

    Outputs majority = Evaluator.majority(List.of(10, 30), outputs(new int[] {0, 1}));

    assertThat(evaluator.score(evaluator.scored(Scored.examples(majority), majority)).value())
        .isCloseTo(-(Math.log(0.25) + Math.log(0.75)) / 2, within(1e-6));
  }

  @Test
  void classWithoutExamples() {
    Outputs logits = outputs(new int[] {0}, 1, 0, 0);

    ClassificationReport report = evaluated("accuracy", logits, Background.of("", ""));

    assertThat(report.perClass().get(2).recall()).isEqualTo(Interval.UNDEFINED);
    assertThat(report.perClass().get(2).f1()).isNaN();
    assertThat(report.perClass().get(2).support()).isZero();
    assertThat(report.notes())
        .startsWith(
            "no example here is of maple, lime; what stands for all classes is of the others",
            "macro F1 has no interval: a class that does not occur could change it");
  }

  @Test
  void balancedDataHasNeitherBalancedAccuracyNorACoverageTable() {
    assertThat(report("accuracy").metrics()).doesNotContainKey("balanced accuracy");
    assertThat(report("accuracy").coverage()).isEqualTo(CoverageTable.NONE);
  }

  @Test
  void imbalancedDataHasBoth() {
    List<ScoredExample> validation = report("accuracy").scored();
    Background background =
        new Background("", "", Map.of(), true, validation, List.of("a baseline's note"));

    ClassificationReport report = evaluated("accuracy", logits(), background);

    assertThat(report.metrics())
        .containsOnlyKeys("accuracy", "balanced accuracy", "macro F1", "loss");
    assertThat(report.coverage()).isEqualTo(CoverageTable.of(validation, report.scored()));
    assertThat(report.notes()).endsWith("a baseline's note");
  }

  @Test
  void withoutValidationNoThresholdCanBeChosen() {
    Background background = new Background("", "", Map.of(), true, List.of(), List.of());

    ClassificationReport report = evaluated("accuracy", logits(), background);

    assertThat(report.metrics()).containsKey("balanced accuracy");
    assertThat(report.coverage()).isEqualTo(CoverageTable.NONE);
  }

  @Test
  void calibrationIsOfTheConfidencesOfThePredictions() {
    ClassificationReport report = report("accuracy");

    assertThat(report.calibration().bins()).hasSize(15);
    assertThat(report.calibration().bins().stream().mapToInt(Calibration.Bin::count).sum())
        .isEqualTo(truth.length);
    double confidence =
        report.calibration().bins().stream()
            .filter(bin -> bin.count() > 0)
            .mapToDouble(bin -> bin.count() * bin.confidence())
            .sum();
    assertThat(confidence)
        .isCloseTo(
            report.scored().stream().mapToDouble(ScoredExample::probability).sum(), within(1e-9));
  }

  @Test
  void baselinesComeWithTheirPairedDifferences() {
    Outputs majority = Evaluator.majority(List.of(5, 20, 6), logits());
    Evaluator evaluator = new Evaluator(CLASSES, "accuracy");
    List<ScoredExample> scored = evaluator.scored(Scored.examples(majority), majority);
    Background background =
        new Background("", "", Map.of("majority", scored), false, List.of(), List.of());

    ClassificationReport report = evaluator.report(Scored.examples(logits()), logits(), background);

    assertThat(report.baselines()).containsExactly(Map.entry("majority", evaluator.score(scored)));
    assertThat(report.differences())
        .containsExactly(Map.entry("majority", evaluator.difference(report.scored(), scored)));
  }

  /**
   * A classifier that knows both classes' densities, and was told that they are equally frequent,
   * while one is nine times as frequent: of the calls of the rare class far fewer are right than it
   * believes.
   */
  @Test
  void priorShiftCalibratesABalancedModelToTheRealShares() {
    int[] classes = new int[20_000];
    float[] values = new float[2 * classes.length];
    Random random = new Random(7);
    for (int i = 0; i < classes.length; i++) {
      classes[i] = random.nextDouble() < 0.1 ? 1 : 0;
      double x = random.nextGaussian() + (classes[i] == 1 ? 1 : -1);
      values[2 * i] = (float) (-(x + 1) * (x + 1) / 2);
      values[2 * i + 1] = (float) (-(x - 1) * (x - 1) / 2);
    }
    Outputs logits = outputs(classes, values);
    PriorShift shift = PriorShift.of((float) Math.log(0.9 / 0.5), (float) Math.log(0.1 / 0.5));
    List<String> names = List.of("frequent", "rare");

    Evaluator plain = new Evaluator(names, "loss");
    Evaluator corrected = new Evaluator(names, "loss", shift);

    List<ScoredExample> before = plain.scored(Scored.examples(logits), logits);
    List<ScoredExample> after = corrected.scored(Scored.examples(logits), logits);
    assertThat(plain.calibration(rare(before)).error().low()).isGreaterThan(0.3);
    assertThat(corrected.calibration(rare(after)).error().value())
        .isLessThan(2 * corrected.calibration(rare(after)).ofPerfect());
    assertThat(corrected.difference(after, before).firstIsBetter()).isTrue();
    assertThat(after.stream().mapToInt(ScoredExample::prediction).toArray())
        .isEqualTo(before.stream().mapToInt(ScoredExample::prediction).toArray());
  }

  private static List<ScoredExample> rare(List<ScoredExample> scored) {
    return scored.stream().filter(example -> example.prediction() == 1).toList();
  }

  @Test
  void outputsOfOtherExamples() {
    Outputs logits = outputs(new int[] {0}, 1, 0, 0);

    assertThatThrownBy(() -> new Evaluator(CLASSES, "accuracy").scored(List.of(), logits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "outputs must be of the examples in the same order, received 0 examples and outputs of"
                + " 1");
  }

  @Test
  void priorShiftMayMakeAPredictionImprobable() {
    Outputs logits = outputs(new int[] {1}, 0, 1);
    PriorShift shift = PriorShift.of((float) Math.log(1.8), (float) Math.log(0.2));

    ScoredExample scored =
        new Evaluator(List.of("frequent", "rare"), "accuracy", shift)
            .scored(Scored.examples(logits), logits)
            .get(0);

    assertThat(scored.prediction()).isEqualTo(1);
    assertThat(scored.probability()).isCloseTo(0.2 * Math.E / (0.2 * Math.E + 1.8), within(1e-6));
    assertThat(scored.loss()).isCloseTo(-Math.log(scored.probability()), within(1e-6));
  }

  @Test
  void improbablePredictionsAreCounted() {
    Outputs logits = outputs(new int[] {1, 0, 1}, 0, 1, 2, 0, 0, 4);
    PriorShift shift = PriorShift.of((float) Math.log(1.8), (float) Math.log(0.2));
    List<String> labels = List.of("frequent", "rare");
    Background background = Background.of("", "");

    assertThat(
            new Evaluator(labels, "accuracy", shift)
                .report(Scored.examples(logits), logits, background)
                .notes())
        .contains(
            "training balanced the classes, so predictions are balanced decisions, and"
                + " probabilities those of the real shares: 1 of 3 predictions are not the most"
                + " probable class");
    assertThat(
            new Evaluator(labels, "accuracy")
                .report(Scored.examples(logits), logits, background)
                .notes())
        .noneMatch(note -> note.startsWith("training balanced"));
  }

  private ClassificationReport report(String metric) {
    return evaluated(metric, logits(), Background.of("subject", "usage"));
  }

  private static ClassificationReport evaluated(
      String metric, Outputs logits, Background background) {
    return new Evaluator(CLASSES, metric).report(Scored.examples(logits), logits, background);
  }

  private Outputs logits() {
    return outputs(truth, reference.table("logits").values());
  }

  private static Outputs outputs(int[] classes, float... values) {
    List<String> ids = new ArrayList<>();
    List<Target> targets = new ArrayList<>();
    for (int index : classes) {
      ids.add("example " + ids.size());
      targets.add(new Target.OneClass(index));
    }
    long width = values.length / classes.length;
    return new Outputs(ids, targets, new FloatTensor(new long[] {ids.size(), width}, values));
  }
}
