package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.eval.ClassificationReport.ScoredExample;
import graft.metric.Interval;
import graft.metric.Intervals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with scikit-learn; make_reference.py wrote its numbers. */
class PairedDifferenceTest {

  private static final List<String> CLASSES = List.of("oak", "maple", "lime");

  private final ScikitLearn reference = new ScikitLearn();

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "macro F1", "loss"})
  void valueIsScikitLearns(String metric) {
    PairedDifference difference =
        new Evaluator(CLASSES, metric).difference(side("first"), side("second"));

    assertThat(difference.difference().value())
        .isCloseTo(reference.number("paired " + metric), within(1e-6));
    assertThat(difference.difference().low()).isLessThan(difference.difference().value());
    assertThat(difference.difference().high()).isGreaterThan(difference.difference().value());
    assertThat(difference.examples()).isEqualTo(200);
  }

  @Test
  void valueIsTheDifferenceOfTheTwoScores() {
    Evaluator evaluator = new Evaluator(CLASSES, "macro F1");

    PairedDifference difference = evaluator.difference(side("first"), side("second"));

    assertThat(difference.difference().value())
        .isCloseTo(
            evaluator.score(side("first")).value() - evaluator.score(side("second")).value(),
            within(1e-12));
  }

  /** The standard error of a difference of paired shares is sqrt(b + c - (b - c)² / n) / n. */
  @Test
  void intervalOfManyExamplesIsTheNormalOne() {
    List<ScoredExample> first = new ArrayList<>();
    List<ScoredExample> second = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      first.add(scored(i, i >= 240));
      second.add(scored(i, i < 240 || i >= 540));
    }

    PairedDifference difference = new Evaluator(CLASSES, "accuracy").difference(first, second);

    double half = 1.96 * Math.sqrt(540 - 60 * 60 / 5000.0) / 5000;
    assertThat(difference.onlyFirst()).isEqualTo(300);
    assertThat(difference.onlySecond()).isEqualTo(240);
    assertThat(difference.difference().value()).isCloseTo(60 / 5000.0, within(1e-12));
    assertThat(difference.difference().low()).isCloseTo(0.012 - half, within(8e-4));
    assertThat(difference.difference().high()).isCloseTo(0.012 + half, within(8e-4));
    assertThat(difference.pValue()).isCloseTo(0.011, within(1e-3));
  }

  @Test
  void examplesAreMatchedByTheirIds() {
    List<ScoredExample> shuffled = new ArrayList<>(side("second"));
    Collections.shuffle(shuffled, new Random(7));
    Evaluator evaluator = new Evaluator(CLASSES, "loss");

    assertThat(evaluator.difference(side("first"), shuffled))
        .isEqualTo(evaluator.difference(side("first"), side("second")));
  }

  @Test
  void exchangedSidesChangeTheSign() {
    Evaluator evaluator = new Evaluator(CLASSES, "accuracy");

    PairedDifference there = evaluator.difference(side("first"), side("second"));
    PairedDifference back = evaluator.difference(side("second"), side("first"));

    assertThat(back.difference().value()).isEqualTo(-there.difference().value());
    assertThat(back.onlyFirst()).isEqualTo(there.onlySecond());
    assertThat(back.pValue()).isEqualTo(there.pValue());
    assertThat(back.verdict()).isEqualTo("worse");
  }

  @Test
  void classifierAgainstItself() {
    PairedDifference difference =
        new Evaluator(CLASSES, "accuracy").difference(side("first"), side("first"));

    assertThat(difference)
        .isEqualTo(
            new PairedDifference("accuracy", 200, Intervals.shareDifference(0, 0, 200), 0, 0, 1));
    assertThat(difference.difference().low()).isNegative();
    assertThat(difference.verdict()).isEqualTo("too close to call");
  }

  /** Three of five examples: McNemar's p-value is 0.25. */
  @Test
  void fewExamplesAreTooCloseToCall() {
    List<ScoredExample> first = new ArrayList<>();
    List<ScoredExample> second = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      first.add(scored(i, true));
      second.add(scored(i, i > 2));
    }

    PairedDifference difference = new Evaluator(CLASSES, "accuracy").difference(first, second);

    assertThat(difference.difference().low()).isNegative();
    assertThat(difference.pValue()).isCloseTo(0.25, within(1e-12));
    assertThat(difference.verdict()).isEqualTo("too close to call");
    assertThat(difference.firstIsBetter()).isFalse();
  }

  @Test
  void wordsNameEverythingInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(
              new PairedDifference("accuracy", 45, new Interval(0.1, 0.02, 0.18), 6, 1, 0.125)
                  .words())
          .isEqualTo(
              "+0.100 (95 % interval +0.020 to +0.180; McNemar p = 0.125), too close to call");
      assertThat(
              new PairedDifference("loss", 45, new Interval(-0.1, -0.2, -0.01), 6, 1, 0.125)
                  .words())
          .isEqualTo("-0.100 (95 % interval -0.200 to -0.010), better");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anotherNumberOfExamples() {
    assertThatThrownBy(
            () ->
                new Evaluator(CLASSES, "accuracy")
                    .difference(side("first"), side("second").subList(0, 10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "paired difference needs the same examples with the same classes on both sides,"
                + " received 200 and 10");
  }

  @Test
  void exampleThatOneSideLacks() {
    assertThatThrownBy(
            () ->
                new Evaluator(CLASSES, "accuracy")
                    .difference(List.of(scored(1, true)), List.of(scored(2, true))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "paired difference needs the same examples with the same classes on both sides,"
                + " only the first has '1'");
  }

  @Test
  void truthsThatDiffer() {
    ScoredExample other = Scored.of("1", 2, 2, 0.9, 0.1);

    assertThatThrownBy(
            () ->
                new Evaluator(CLASSES, "accuracy")
                    .difference(List.of(scored(1, true)), List.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "paired difference needs the same examples with the same classes on both sides,"
                + " class of '1' is 0 in the first and 2 in the second");
  }

  @Test
  void withoutAnIntervalNothingIsSaid() {
    PairedDifference difference =
        new PairedDifference("macro F1", 3, Interval.unknown(0.2), 1, 0, 1);

    assertThat(difference.tooCloseToCall()).isTrue();
    assertThat(difference.firstIsBetter()).isFalse();
    assertThat(difference.words()).isEqualTo("+0.200, too few examples to say");
  }

  @Test
  void balancedAccuracyIsScikitLearns() {
    List<ScoredExample> first = side("first");

    double balanced = new Sample(first, CLASSES.size()).metric("balanced accuracy").value();

    assertThat(balanced).isCloseTo(reference.number("paired balanced accuracy"), within(1e-7));
  }

  private List<ScoredExample> side(String name) {
    int[] truth = reference.ints("paired truth");
    int[] predicted = reference.ints("paired " + name);
    double[] losses = reference.doubles("paired %s loss".formatted(name));
    List<ScoredExample> scored = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      scored.add(Scored.of("example " + i, truth[i], predicted[i], 0.5, losses[i]));
    }
    return scored;
  }

  private static ScoredExample scored(int id, boolean hit) {
    return Scored.of(Integer.toString(id), 0, hit ? 0 : 1, 0.5, 0.7);
  }
}
