package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import graft.backbone.Architecture;
import graft.backbone.Layer;
import graft.backbone.ParameterSpec;
import graft.backbone.Stage;
import graft.backbone.TinyBackbone;
import graft.head.Head;
import graft.head.LinearHead;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreezingTest {

  private static final Architecture NORMED = TinyBackbone.twoStages();
  private static final Architecture DROPPING =
      new Architecture(
          "dropping",
          new long[] {1, 3},
          List.of(
              new Stage("first", "x", "x", List.of(new Layer.Linear("one", 3, 3))),
              new Stage(
                  "second",
                  "x",
                  "x",
                  List.of(new Layer.Dropout("drop", 0.5), new Layer.Linear("two", 3, 3)))));
  private static final Head HEAD = LinearHead.overMaps("fc", "maps", 4, 2, 0.5);

  @Test
  void dropoutThatDrawsMovesTheBoundary() {
    assertThat(freezing(Set.of("drop")).boundary(DROPPING)).isEqualTo(1);
    assertThat(freezing(Set.of()).boundary(DROPPING)).isEqualTo(2);
  }

  @Test
  void dropoutOfTheHeadLeavesTheBackboneFrozen() {
    Freezing freezing = FreezePolicy.backbone().resolve(NORMED, List.of(HEAD));

    assertThat(freezing.dropouts()).containsExactly("fc.dropout");
    assertThat(freezing.draws()).isTrue();
    assertThat(freezing.boundary(NORMED)).isEqualTo(2);
  }

  @Test
  void dropoutsOfFrozenStagesDoNotDraw() {
    assertThat(FreezePolicy.backbone().resolve(DROPPING, List.of()).draws()).isFalse();
    assertThat(FreezePolicy.from("second").resolve(DROPPING, List.of()).dropouts())
        .containsExactly("drop");
    assertThat(FreezePolicy.from("first").resolve(DROPPING, List.of()).boundary(DROPPING)).isZero();
  }

  @Test
  void normsThatMoveMoveTheBoundary() {
    Freezing freezing = new Freezing(Set.of("fc.weight"), Set.of("block.bn1"));

    assertThat(freezing.boundary(NORMED)).isEqualTo(1);
    assertThat(freezing.active()).containsExactly("block.bn1");
  }

  @Test
  void tensorsChangeWhereTheyTrainOrTheirNormMoves() {
    Freezing freezing = new Freezing(Set.of("conv1.weight"), Set.of("block.bn1"));

    assertThat(NORMED.parameters().stream().filter(freezing::changes).map(ParameterSpec::name))
        .containsExactly("conv1.weight", "block.bn1.running_mean", "block.bn1.running_var");
  }

  private static Freezing freezing(Set<String> dropouts) {
    return new Freezing(Set.of("fc.weight"), Set.of(), dropouts);
  }
}
