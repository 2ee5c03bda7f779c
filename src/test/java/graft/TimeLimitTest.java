package graft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

  @Test
  void shareOfWhatIsLeftDecides() {
    TimeLimit limit = limit(10, 6);

    assertThat(limit.leaves(2, 0.5)).isTrue();
    assertThat(limit.leaves(2.1, 0.5)).isFalse();
    assertThat(limit.isPast(0.5)).isTrue();
    assertThat(limit.isPast(0.6)).isFalse();
  }

  /** 100 of 500 in 3 s are 15 s in all. */
  @Test
  void workThatTakesOverTwiceTheLimitIsHopeless() {
    assertThat(limit(6, 3.1).isHopeless(100, 500)).isTrue();
    assertThat(limit(8, 3.1).isHopeless(100, 500)).isFalse();
    assertThat(limit(0.1, 0.9).isHopeless(1, 500)).as("too early to tell").isFalse();
    assertThat(limit(6, 3.1).isHopeless(0, 500)).isFalse();
  }

  @Test
  void withoutALimitNothingIsPast() {
    TimeLimit none = new TimeLimit(OptionalDouble.empty(), () -> 1e9);

    assertThat(none.leaves(1e9, 0.1)).isTrue();
    assertThat(none.isPast(0)).isFalse();
    assertThat(none.isHopeless(1, 1000)).isFalse();
    assertThat(none.isBelow(60)).isFalse();
  }

  private static TimeLimit limit(double seconds, double gone) {
    return new TimeLimit(OptionalDouble.of(seconds), () -> gone);
  }
}
