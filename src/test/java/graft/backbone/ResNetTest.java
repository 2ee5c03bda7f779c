package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.tiny.Fixture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with torchvision's networks; names.txt is made by make_reference.py. */
class ResNetTest {

  @ParameterizedTest
  @ValueSource(ints = {18, 34, 50})
  void namesAndShapesAreTorchvisions(int depth) {
    Architecture network = ResNet.describe(depth, 64, 224);

    List<String> tensors = network.parameters().stream().map(ResNetTest::line).toList();

    assertThat(tensors).isEqualTo(TorchvisionNames.of(depth).tensors());
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 34, 50})
  void parametersAndMultiplyAddsAreTorchvisions(int depth) {
    Architecture network = ResNet.describe(depth, 64, 224);

    assertThat(network.parameterCount()).isEqualTo(TorchvisionNames.of(depth).parameters());
    assertThat(multiplyAdds(network)).isEqualTo(TorchvisionNames.of(depth).multiplyAdds());
  }

  /** Table 1 of the paper counts 1.8, 3.6 and 3.8 billion; it has the stride elsewhere in 50. */
  @ParameterizedTest
  @CsvSource({"18, 1.81", "34, 3.66", "50, 4.09"})
  void multiplyAddsArePublished(int depth, double billions) {
    Architecture network = ResNet.describe(depth, 64, 224);

    assertThat(Math.round(multiplyAdds(network) / 1e7) / 100.0).isEqualTo(billions);
  }

  @Test
  void widthScalesEveryStage() {
    Architecture network = ResNet.describe(18, 32, 128);

    assertThat(network.stageNames())
        .containsExactly("stem", "layer1", "layer2", "layer3", "layer4");
    assertThat(network.shapes())
        .containsExactly(
            new long[] {3, 128, 128},
            new long[] {32, 32, 32},
            new long[] {32, 32, 32},
            new long[] {64, 16, 16},
            new long[] {128, 8, 8},
            new long[] {256, 4, 4});
    assertThat(network.featureWidth()).isEqualTo(256);
  }

  @Test
  void bottleneckWidensFourfold() {
    assertThat(ResNet.describe(50, 8, 64).featureWidth()).isEqualTo(8 * 8 * 4);
  }

  @Test
  void oddSizesRoundUp() {
    assertThat(ResNet.describe(18, 4, 65).shapes().get(5)).isEqualTo(new long[] {32, 3, 3});
  }

  @Test
  void unknownDepth() {
    assertThatThrownBy(() -> ResNet.describe(20, 64, 224))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ResNet depth must be 18, 34 or 50, received 20");
  }

  @Test
  void unknownStage() {
    assertThatThrownBy(() -> ResNet.describe(18, 4, 64).indexOf("layer5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no stage 'layer5' in ResNet-18; it has stem, layer1, layer2, layer3, layer4");
  }

  private static long multiplyAdds(Architecture network) {
    long sum = 0;
    for (int i = 0; i < network.stages().size(); i++) {
      sum += network.stages().get(i).multiplyAdds(network.shapes().get(i));
    }
    return sum;
  }

  private static String line(ParameterSpec spec) {
    return spec.name()
        + " "
        + Arrays.stream(spec.shape()).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }

  /** One network's part of names.txt. */
  private record TorchvisionNames(long parameters, long multiplyAdds, List<String> tensors) {

    static TorchvisionNames of(int depth) {
      List<String> lines = Fixture.lines(ResNetTest.class, "names.txt");
      int start = 0;
      while (!lines.get(start).startsWith("resnet" + depth + " ")) {
        start++;
      }
      String[] head = lines.get(start).split(" ");
      List<String> tensors =
          lines.stream().skip(start + 1L).takeWhile(line -> !line.startsWith("resnet")).toList();
      return new TorchvisionNames(Long.parseLong(head[1]), Long.parseLong(head[2]), tensors);
    }
  }
}
