package graft.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImbalanceTest {

  @Test
  void overThreeTimesTheSmallest() {
    assertThat(Imbalance.of(List.of(30, 10, 20))).isFalse();
    assertThat(Imbalance.of(List.of(31, 10, 20))).isTrue();
    assertThat(Imbalance.of(List.of(1, 0))).isTrue();
    assertThat(Imbalance.of(List.of())).isFalse();
  }
}
