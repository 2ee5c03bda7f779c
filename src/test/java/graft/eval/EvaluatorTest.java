package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.data.Target;
import graft.metric.Interval;
import graft.task.Outputs;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  }

  @Test
  void headlineIsTheChosenMetric() {
    for (String metric : List.of("accuracy", "macro F1", "loss")) {
      ClassificationReport report = report(metric);

      assertThat(report.headline()).isEqualTo(report.metrics().get(metric));
      assertThat(new Evaluator(CLASSES, metric).score(truth, reference.rows("logits")))
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

    Interval majority = evaluator.majority(List.of(5, 20, 6), new int[] {0, 1, 1, 2});

    assertThat(majority.value()).isEqualTo(0.5);
  }

  /** Of shares 1/4 and 3/4, the mean surprise of one example each is -(log 1/4 + log 3/4) / 2. */
  @Test
  void majorityOfTheLossSaysTheShares() {
    Evaluator evaluator = new Evaluator(List.of("a", "b"), "loss");

    Interval majority = evaluator.majority(List.of(10, 30), new int[] {0, 1});

    assertThat(majority.value()).isCloseTo(-(Math.log(0.25) + Math.log(0.75)) / 2, within(1e-6));
  }

  @Test
  void classWithoutExamples() {
    Evaluator evaluator = new Evaluator(CLASSES, "accuracy");
    Outputs logits =
        new Outputs(
            List.of("x"),
            List.of(new Target.OneClass(0)),
            new FloatTensor(new long[] {1, 3}, new float[] {1, 0, 0}));

    ClassificationReport report = evaluator.report("", logits, Map.of(), "");

    assertThat(report.perClass().get(2).recall()).isEqualTo(new Interval(0, 0, 1));
    assertThat(report.perClass().get(2).support()).isZero();
  }

  @Test
  void sentenceNamesEverythingInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      ClassificationReport report =
          new ClassificationReport(
              "graft-nano (frozen) · photos (val 40)",
              CLASSES,
              40,
              "accuracy",
              Map.of("accuracy", new Interval(0.75, 0.6, 0.86)),
              List.of(),
              List.of(),
              Map.of("majority class", new Interval(0.35, 0.2, 0.5)),
              List.of(),
              "no decision was made on these examples");

      assertThat(report.sentence())
          .isEqualTo(
              "on 40 examples of graft-nano (frozen) · photos (val 40),"
                  + " accuracy 0.750 (95 % interval 0.600 to 0.860);"
                  + " majority class 0.350 (95 % interval 0.200 to 0.500);"
                  + " no decision was made on these examples");
    } finally {
      Locale.setDefault(before);
    }
  }

  private ClassificationReport report(String metric) {
    List<String> ids = new ArrayList<>();
    List<Target> targets = new ArrayList<>();
    for (int index : truth) {
      ids.add("example " + ids.size());
      targets.add(new Target.OneClass(index));
    }
    Outputs logits = new Outputs(ids, targets, reference.table("logits"));
    return new Evaluator(CLASSES, metric).report("subject", logits, Map.of(), "usage");
  }
}
