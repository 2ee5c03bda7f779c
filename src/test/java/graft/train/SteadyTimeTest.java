package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {

  @Test
  void nothingToDoTakesNoTime() {
    assertThat(SteadyTime.each(() -> 0)).isZero();
  }

  @Test
  void itGoesOnUntilProgramsAreCompiledOrNothingIsLeft() {
    int[] many = {0};
    SteadyTime.each(() -> ++many[0] > 0 ? 1 : 0);
    assertThat(many[0]).isGreaterThanOrEqualTo(4);

    Deque<Integer> three = new ArrayDeque<>(List.of(16, 16, 4));
    double each = SteadyTime.each(() -> three.isEmpty() ? 0 : three.poll());
    assertThat(three).isEmpty();
    assertThat(each).isPositive();
  }
}
