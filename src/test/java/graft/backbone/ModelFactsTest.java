package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.ImagePreprocessing;
import graft.data.Resampling;
import graft.data.ResizeRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelFactsTest {

  private static final Map<String, String> METADATA =
      Map.of(
          "architecture", "resnet34",
          "base_width", "16",
          "input", "3x96x96",
          "mean", "0.5, 0.25,0.125",
          "std", "1,2,3");

  @Test
  void metadataDescribesTheNetwork() {
    ModelFacts facts = ModelFacts.of("w", METADATA);

    assertThat(facts)
        .isEqualTo(new ModelFacts(34, 16, 96, List.of(0.5, 0.25, 0.125), List.of(1.0, 2.0, 3.0)));
    assertThat(facts.architecture().name()).isEqualTo("ResNet-34");
    assertThat(facts.architecture().inputShape()).containsExactly(3, 96, 96);
    assertThat(facts.input())
        .isEqualTo("3 x 96 x 96, RGB, mean 0.5 0.25 0.125, deviation 1.0 2.0 3.0");
    assertThat(facts.preprocessing())
        .isEqualTo(
            new ImagePreprocessing(
                new ResizeRule.ShorterSide(96),
                Resampling.BILINEAR,
                96,
                96,
                facts.mean(),
                facts.deviation()));
  }

  @Test
  void widthIsThePapersWhereNoneIsGiven() {
    Map<String, String> metadata = new HashMap<>(METADATA);
    metadata.remove("base_width");

    assertThat(ModelFacts.of("w", metadata).width()).isEqualTo(64);
  }

  @Test
  void missingFact() {
    assertThatThrownBy(() -> ModelFacts.of("w", Map.of("architecture", "resnet18")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "weights of 'w' must say their input in the file's metadata, received [architecture]");
  }

  @Test
  void otherArchitecture() {
    assertThatThrownBy(() -> ModelFacts.of("w", Map.of("architecture", "vgg16")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("architecture of 'w' must be resnet18, resnet34 or resnet50, received vgg16");
  }
}
