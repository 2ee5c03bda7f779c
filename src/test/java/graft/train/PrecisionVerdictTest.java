package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import graft.engine.Precision;
import org.junit.jupiter.api.Test;

class PrecisionVerdictTest {

  @Test
  void fasterOfTwoThatAgreeIsChosen() {
    assertThat(verdict(0.2, 0.1, 0.001, 0.01).chosen()).isEqualTo(Precision.BF16);
    assertThat(verdict(0.1, 0.2, 0.001, 0.01).chosen()).isEqualTo(Precision.F32);
  }

  @Test
  void gainOfLessThanATenthIsNotWorthRougherNumbers() {
    assertThat(verdict(0.109, 0.1, 0, 0).chosen()).isEqualTo(Precision.F32);
    assertThat(verdict(0.111, 0.1, 0, 0).chosen()).isEqualTo(Precision.BF16);
  }

  @Test
  void numbersThatDifferAreNeverChosen() {
    assertThat(verdict(1, 0.1, 0.011, 0).chosen()).isEqualTo(Precision.F32);
    assertThat(verdict(1, 0.1, 0, 0.051).chosen()).isEqualTo(Precision.F32);
    assertThat(verdict(1, 0.1, Double.MAX_VALUE, 0).chosen()).isEqualTo(Precision.F32);
  }

  @Test
  void wordsNameBothTimesAndBothDifferences() {
    assertThat(verdict(0.0711, 0.0912, 0.0012, 0.01).words())
        .isEqualTo(
            "f32, as a batch takes 91.2 ms in bf16 and 71.1 ms in f32; over the first 3 batches"
                + " bf16 differs from f32 by 0.12 % in loss and 1.0 % in gradient norm");
    assertThat(verdict(2.5, 1.25, 0.02, 0.01).words())
        .isEqualTo(
            "f32, as over the first 3 batches bf16 differs from f32 by 2.0 % in loss and 1.0 % in"
                + " gradient norm; a batch takes 1.25 s in bf16 and 2.50 s in f32");
  }

  private static PrecisionVerdict verdict(double f32, double bf16, double loss, double norm) {
    return new PrecisionVerdict(f32, bf16, loss, norm);
  }
}
