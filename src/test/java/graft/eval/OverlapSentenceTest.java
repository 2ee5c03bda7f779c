package graft.eval;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.Exposure.Use;
import graft.eval.Overlap.Group;
import graft.metric.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapSentenceTest {

  private static final Interval SCORE = new Interval(0.697, 0.527, 0.826);

  private static Overlap overlap(Group... groups) {
    return new Overlap(List.of(groups), List.of());
  }

  private static Group group(Use use, int examples) {
    return new Group(use, examples, SCORE);
  }

  @Test
  void allThreeKinds() {
    assertThat(overlap(group(Use.NEW, 33), group(Use.CHOSE, 3), group(Use.TRAINED, 12)).sentence())
        .isEqualTo(
            "12 of 48 were trained on, 3 chose the epoch; the other 33: 0.697 (0.527 to 0.826)");
  }

  @Test
  void twoKinds() {
    assertThat(overlap(group(Use.NEW, 2), group(Use.TRAINED, 1)).sentence())
        .isEqualTo("1 of 3 was trained on; the other 2: 0.697 (0.527 to 0.826)");
    assertThat(overlap(group(Use.NEW, 2), group(Use.CHOSE, 1)).sentence())
        .isEqualTo("1 of 3 chose the epoch; the other 2: 0.697 (0.527 to 0.826)");
    assertThat(overlap(group(Use.CHOSE, 2), group(Use.TRAINED, 4)).sentence())
        .isEqualTo(
            "4 of 6 were trained on; the other 2, which chose the epoch: 0.697 (0.527 to 0.826)");
  }

  @Test
  void oneKind() {
    assertThat(overlap(group(Use.TRAINED, 5)).sentence()).isEqualTo("all 5 were trained on");
    assertThat(overlap(group(Use.CHOSE, 5)).sentence()).isEmpty();
    assertThat(overlap(group(Use.NEW, 5)).sentence()).isEmpty();
    assertThat(Overlap.NONE.sentence()).isEmpty();
  }
}
