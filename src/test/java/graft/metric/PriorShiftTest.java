package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PriorShiftTest {

  @Test
  void noneLeavesTheLogits() {
    float[] logits = {1, 2, 3};

    assertThat(PriorShift.NONE.apply(logits)).isSameAs(logits);
  }

  /** Odds of 1 to 1 under balanced classes are 9 to 1 where the classes are 9 to 1. */
  @Test
  void evenOddsBecomeThoseOfTheShares() {
    PriorShift shift = PriorShift.of((float) Math.log(0.9 / 0.5), (float) Math.log(0.1 / 0.5));
    float[] logits = {2, 2};

    double[] probabilities = Softmax.probabilities(shift.apply(logits));

    assertThat(probabilities).containsExactly(new double[] {0.9, 0.1}, within(1e-6));
    assertThat(logits).containsExactly(2, 2);
  }

  @Test
  void equalNumbersAreEqualShifts() {
    assertThat(PriorShift.of(1, 2)).isEqualTo(PriorShift.of(1, 2));
  }

  @Test
  void anotherNumberOfClasses() {
    assertThatThrownBy(() -> PriorShift.of(1, 2).apply(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prior shift needs one number a class, received 2 for 3 classes");
  }

  /** The logarithm of a class without examples. */
  @Test
  void shiftThatIsNotFinite() {
    assertThatThrownBy(() -> PriorShift.of(0, Float.NEGATIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prior shift must be finite, received -Infinity");
  }
}
