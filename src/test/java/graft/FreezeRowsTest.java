package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.backbone.Architecture;
import graft.backbone.TinyBackbone;
import graft.head.Head;
import graft.head.LinearHead;
import graft.train.FreezePolicy;
import graft.train.FreezeSummary;
import graft.train.FreezeSummary.StageRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreezeRowsTest {

  private static final Architecture RESNET = TinyBackbone.resNet(18, 4, 64);
  private static final List<Head> HEADS = List.of(LinearHead.overMaps("fc", "maps", 32, 3));

  @Test
  void frozenBackboneIsComputedOnce() {
    FreezeSummary summary = rows(FreezePolicy.backbone());

    assertThat(summary.subject()).isEqualTo("subject");
    assertThat(summary.policy()).isEqualTo("frozen");
    assertThat(summary.stages())
        .extracting(StageRow::name)
        .containsExactly("stem", "layer1", "layer2", "layer3", "layer4", "fc");
    assertThat(summary.stages())
        .extracting(StageRow::cached)
        .containsExactly(true, true, true, true, true, false);
    assertThat(summary.trainable()).isEqualTo(32 * 3 + 3);
    assertThat(summary.parameters()).isEqualTo(RESNET.parameterCount() + 32 * 3 + 3);
  }

  @Test
  void stagesFromOneOnTrain() {
    List<StageRow> stages = rows(FreezePolicy.from("layer3")).stages();

    assertThat(stages)
        .extracting(StageRow::cached)
        .containsExactly(true, true, true, false, false, false);
    assertThat(stages)
        .extracting(StageRow::norms)
        .containsExactly("eval", "eval", "eval", "train", "train", "none");
    assertThat(stages.get(3).trainable()).isEqualTo(stages.get(3).parameters());
    assertThat(stages.get(2).trainable()).isZero();
  }

  @Test
  void movingStatisticsCannotBeComputedOnce() {
    List<StageRow> stages = rows(FreezePolicy.from("layer3").withFrozenNormsMoving(true)).stages();

    assertThat(stages).extracting(StageRow::cached).containsOnly(false);
    assertThat(stages.get(0).norms()).isEqualTo("train");
    assertThat(stages.get(0).trainable()).isZero();
  }

  @Test
  void sharesOfTheForwardPassAddUp() {
    List<StageRow> stages = rows(FreezePolicy.backbone()).stages();

    assertThat(stages.stream().mapToDouble(StageRow::forwardShare).sum())
        .isCloseTo(1, within(1e-9));
  }

  private static FreezeSummary rows(FreezePolicy policy) {
    return FreezeRows.of("subject", RESNET, HEADS, policy);
  }
}
