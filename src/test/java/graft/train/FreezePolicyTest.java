package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.backbone.Architecture;
import graft.backbone.TinyBackbone;
import graft.head.Head;
import graft.head.LinearHead;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezePolicyTest {

  private static final Architecture RESNET = TinyBackbone.resNet(18, 4, 32);
  private static final List<Head> HEADS = List.of(LinearHead.overMaps("fc", "maps", 32, 2));

  @ParameterizedTest
  @CsvSource({
    "'',     frozen,             5",
    "layer4, trains from layer4, 4",
    "layer2, trains from layer2, 2",
    "stem,   all layers train,   0"
  })
  void wordsAndBoundary(String firstTrainable, String words, int boundary) {
    FreezePolicy policy = FreezePolicy.from(firstTrainable);

    assertThat(policy.words(RESNET)).isEqualTo(words);
    assertThat(policy.resolve(RESNET, HEADS).boundary(RESNET)).isEqualTo(boundary);
  }

  @Test
  void frozenBackboneLeavesTheHead() {
    Freezing freezing = FreezePolicy.backbone().resolve(RESNET, HEADS);

    assertThat(freezing.trainable()).containsExactlyInAnyOrder("fc.weight", "fc.bias");
    assertThat(freezing.movingNorms()).isEmpty();
  }

  @Test
  void lastStageTrainsWithItsNorms() {
    Freezing freezing = FreezePolicy.last(1, RESNET).resolve(RESNET, HEADS);

    assertThat(freezing.trainable())
        .hasSize(2 + 5 + 10)
        .allMatch(name -> name.startsWith("layer4.") || name.startsWith("fc."))
        .noneMatch(name -> name.contains("running"));
    assertThat(freezing.movingNorms())
        .containsExactlyInAnyOrder(
            "layer4.0.bn1",
            "layer4.0.bn2",
            "layer4.0.downsample.1",
            "layer4.1.bn1",
            "layer4.1.bn2");
  }

  @Test
  void nothingFrozenTrainsEveryLearnedTensor() {
    Freezing freezing = FreezePolicy.nothing(RESNET).resolve(RESNET, List.of());

    assertThat(freezing.trainable())
        .hasSize((int) RESNET.parameters().stream().filter(spec -> spec.learned()).count());
    assertThat(freezing.movingNorms()).hasSize(20);
  }

  @Test
  void normsOfTrainableStagesCanStandStill() {
    Freezing freezing =
        FreezePolicy.nothing(RESNET).withTrainableNormsMoving(false).resolve(RESNET, HEADS);

    assertThat(freezing.movingNorms()).isEmpty();
    assertThat(freezing.boundary(RESNET)).isZero();
  }

  @Test
  void movingNormsOfFrozenStagesAreNoCompleteCut() {
    Freezing freezing =
        FreezePolicy.from("layer4").withFrozenNormsMoving(true).resolve(RESNET, HEADS);

    assertThat(freezing.movingNorms()).hasSize(20);
    assertThat(freezing.trainable()).noneMatch(name -> name.startsWith("layer3."));
    assertThat(freezing.boundary(RESNET)).isZero();
  }

  @Test
  void lastStagesCountFromTheEnd() {
    assertThat(FreezePolicy.last(2, RESNET)).isEqualTo(FreezePolicy.from("layer3"));
    assertThat(FreezePolicy.last(5, RESNET)).isEqualTo(FreezePolicy.nothing(RESNET));
  }

  @ParameterizedTest
  @CsvSource({"0", "6"})
  void tooFewOrTooManyStages(int count) {
    assertThatThrownBy(() -> FreezePolicy.last(count, RESNET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "number of stages to unfreeze must be 1 to 5 (ResNet-18 has stem, layer1, layer2,"
                + " layer3, layer4), received %d",
            count);
  }

  @Test
  void unknownStage() {
    assertThatThrownBy(() -> FreezePolicy.from("layer9").resolve(RESNET, HEADS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no stage 'layer9' in ResNet-18; it has stem, layer1, layer2, layer3, layer4");
  }
}
