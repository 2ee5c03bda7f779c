package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.eval.ClassificationReport.ScoredExample;
import graft.metric.Coverage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTableTest {

  /** Confidences of 0.01 to 1; right where above 0.25. */
  private static List<ScoredExample> examples(String name, int count) {
    List<ScoredExample> scored = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      double confidence = (double) i / count;
      scored.add(Scored.of(name + i, 0, confidence > 0.25 ? 0 : 1, confidence, 0.7));
    }
    return scored;
  }

  @Test
  void thresholdsOfValidationAreMeasuredOnTheOtherExamples() {
    CoverageTable table = CoverageTable.of(examples("validation", 100), examples("test", 200));

    assertThat(table.thresholds())
        .isEqualTo("thresholds were chosen on validation and measured here");
    assertThat(table.rows())
        .extracting(Coverage::target)
        .containsExactly(0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
    Coverage ninety = table.rows().get(4);
    assertThat(ninety.threshold()).isEqualTo(0.11);
    assertThat(ninety.answered()).isEqualTo(179);
    assertThat(ninety.covered().value()).isCloseTo(179 / 200.0, within(1e-12));
    assertThat(ninety.accuracy().value()).isCloseTo(150 / 179.0, within(1e-12));
    assertThat(table.rows().get(0).accuracy().value()).isEqualTo(1);
  }

  @Test
  void fullCoverageAnswersExamplesOfAnyConfidence() {
    ScoredExample unsure = Scored.of("unsure", 0, 0, 0.001, 0.7);

    CoverageTable table = CoverageTable.of(examples("validation", 10), List.of(unsure));

    assertThat(table.rows().get(5).answered()).isEqualTo(1);
    assertThat(table.rows().get(4).answered()).isZero();
  }

  @Test
  void sameExamplesAreNotPassedOffAsOthers() {
    CoverageTable table = CoverageTable.of(examples("same", 20), examples("same", 20));

    assertThat(table.thresholds())
        .isEqualTo(
            "thresholds were chosen on these same validation examples, so this is a little optimistic");
    assertThat(table.rows().get(0).covered().value()).isEqualTo(0.55, within(0.06));
  }
}
