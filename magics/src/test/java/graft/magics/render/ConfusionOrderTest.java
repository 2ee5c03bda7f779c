package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionOrderTest {

  @Test
  void confusedClassesStandSideBySide() {
    List<List<Integer>> counts =
        List.of(
            List.of(9, 0, 0, 4), //
            List.of(0, 9, 1, 0),
            List.of(0, 0, 9, 0),
            List.of(2, 3, 0, 9));

    assertThat(ConfusionOrder.of(counts)).containsExactly(0, 3, 1, 2);
  }

  @Test
  void classesThatAreNeverConfusedKeepTheirOrder() {
    List<List<Integer>> counts = List.of(List.of(3, 0, 0), List.of(0, 3, 0), List.of(0, 0, 3));

    assertThat(ConfusionOrder.of(counts)).containsExactly(0, 1, 2);
    assertThat(ConfusionOrder.of(List.of())).isEmpty();
  }
}
