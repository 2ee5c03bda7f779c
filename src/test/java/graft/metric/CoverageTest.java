package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {

  private static final double[] TEN = {0.7, 0.2, 0.9, 0.4, 1, 0.3, 0.8, 0.5, 0.1, 0.6};

  @ParameterizedTest
  @CsvSource({"0.1, 1", "0.5, 0.6", "0.55, 0.5", "0.7, 0.4", "0.9, 0.2", "1, 0"})
  void thresholdLetsAtLeastTheTargetBeAnswered(double target, double expected) {
    assertThat(Coverage.threshold(TEN, target)).isEqualTo(expected);
  }

  @Test
  void equalConfidencesAreAnsweredTogether() {
    double threshold = Coverage.threshold(new double[] {0.9, 0.9, 0.9, 0.2}, 0.5);

    Coverage coverage =
        Coverage.measure(0.5, threshold, new double[] {0.9, 0.9, 0.9, 0.2}, new boolean[4]);

    assertThat(coverage.answered()).isEqualTo(3);
  }

  @Test
  void onlyAnsweredExamplesCount() {
    boolean[] hits = {true, false, true, true};

    Coverage coverage = Coverage.measure(0.5, 0.6, new double[] {0.6, 0.7, 0.5, 0.9}, hits);

    assertThat(coverage)
        .isEqualTo(new Coverage(0.5, 0.6, Intervals.share(3, 4), 3, Intervals.share(2, 3)));
  }

  @Test
  void thresholdThatNothingReaches() {
    Coverage coverage = Coverage.measure(0.5, 0.99, TEN, new boolean[10]);

    assertThat(coverage.answered()).isEqualTo(1);
    assertThat(Coverage.measure(0.5, 1.1, TEN, new boolean[10]).accuracy())
        .isEqualTo(Interval.UNDEFINED);
  }

  @ParameterizedTest
  @CsvSource({"0", "-0.5", "1.01", "NaN"})
  void targetThatIsNoShare(double target) {
    assertThatThrownBy(() -> Coverage.threshold(TEN, target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "threshold needs at least 1 example and 0 < coverage <= 1, received 10 and " + target);
  }

  @Test
  void lengthsThatDiffer() {
    assertThatThrownBy(() -> Coverage.measure(0.5, 0.5, TEN, new boolean[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("coverage needs a confidence and an outcome an example, received 10 and 3");
  }
}
