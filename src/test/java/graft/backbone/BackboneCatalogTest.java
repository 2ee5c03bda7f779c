package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.ImagePreprocessing;
import graft.tensor.FloatTensor;
import graft.weights.FileHash;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing here depends on the values of the embedded weights: a later version replaces them. */
class BackboneCatalogTest {

  private final Backbone backbone = BackboneCatalog.find(BackboneCatalog.DEFAULT);

  @Test
  void weightsFitTheArchitectureThatTheyName() {
    Map<String, FloatTensor> tensors = new HashMap<>();

    backbone.weights().read(backbone.architecture().parameters(), tensors::put);

    assertThat(tensors)
        .hasSameSizeAs(backbone.architecture().parameters())
        .allSatisfy((name, tensor) -> assertThat(tensor.values()).doesNotContain(Float.NaN));
  }

  @Test
  void cardSaysWhatTheNetworkIs() throws IOException {
    ModelCard card = backbone.card();

    assertThat(card.name()).isEqualTo(backbone.name()).isEqualTo("graft-nano");
    assertThat(card.architecture()).startsWith("ResNet-").contains(", base width ");
    assertThat(card.parameters()).isEqualTo(backbone.architecture().parameterCount());
    assertThat(card.featureWidth()).isEqualTo(backbone.featureWidth());
    assertThat(card.source()).isEqualTo("embedded");
    assertThat(card.sha256()).isEqualTo(backbone.weights().hash()).isEqualTo(embeddedHash());
    assertThat(card.licence()).contains("Apache-2.0");
    assertThat(card.stages()).containsExactly("stem", "layer1", "layer2", "layer3", "layer4");
    assertThat(card.notes()).contains("trained: ").contains("limits: ");
  }

  @Test
  void preprocessingMakesTheInputShape() {
    ImagePreprocessing preprocessing = (ImagePreprocessing) backbone.preprocessing();

    assertThat(backbone.architecture().inputShape())
        .isEqualTo(new long[] {3, preprocessing.cropHeight(), preprocessing.cropWidth()});
  }

  @Test
  void untrainedIsTheSameNetworkWithDrawnWeights() {
    Backbone untrained = BackboneCatalog.untrained("graft-nano", 7);

    assertThat(untrained.architecture().stages()).hasSize(5);
    assertThat(untrained.architecture().parameterCount())
        .isEqualTo(backbone.architecture().parameterCount());
    assertThat(untrained.preprocessing()).isEqualTo(backbone.preprocessing());
    assertThat(untrained.weights()).isEqualTo(new RandomWeights(7));
    assertThat(untrained.card().source()).isEqualTo("random, seed 7");
    assertThat(untrained.card().sha256()).isEmpty();
  }

  @Test
  void unknownName() {
    assertThat(BackboneCatalog.holds("resnet18")).isFalse();
    assertThatThrownBy(() -> BackboneCatalog.find("resnet18"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown model 'resnet18'; there is graft-nano");
  }

  private static String embeddedHash() throws IOException {
    try (InputStream in =
        BackboneCatalog.class.getResourceAsStream("/graft/models/graft-nano.safetensors")) {
      return FileHash.sha256(in.readAllBytes());
    }
  }
}
