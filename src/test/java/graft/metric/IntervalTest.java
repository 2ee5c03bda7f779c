package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void boundsThatWouldLookLikeAPointGetMoreDigits() {
    assertThat(new Interval(1, 0.99963, 1).digits()).isEqualTo(4);
    assertThat(new Interval(0.9, 0.8, 1).digits()).isEqualTo(3);
    assertThat(new Interval(1, 1, 1).digits()).isEqualTo(3);
    assertThat(Interval.unknown(0.5).digits()).isEqualTo(3);
  }

  @Test
  void unknownAndUndefinedHaveNoBounds() {
    assertThat(Interval.unknown(0.5).isKnown()).isFalse();
    assertThat(Interval.UNDEFINED.isKnown()).isFalse();
    assertThat(new Interval(0.5, 0.4, 0.6).isKnown()).isTrue();
  }

  @Test
  void valueOutsideItsBounds() {
    assertThatThrownBy(() -> new Interval(0.5, 0.6, 0.7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("interval must hold its value, received 0.5 in [0.6, 0.7]");
    assertThatThrownBy(() -> new Interval(0.5, Double.NaN, 0.7))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
