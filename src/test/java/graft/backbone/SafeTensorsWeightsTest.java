package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.backbone.ParameterSpec.Role;
import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import graft.weights.SafeTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsWeightsTest {

  private static final ParameterSpec BIAS = spec("fc.bias", 2);
  private static final ParameterSpec MEAN = spec("bn1.running_mean", 3);

  @TempDir private Path folder;

  @Test
  void handsOverWhatIsWantedAndNothingElse() {
    WeightSource weights =
        file(
            Map.of(
                "fc.bias", FloatTensor.of(1, 2),
                "bn1.running_mean", FloatTensor.of(3, 4, 5),
                "bn1.num_batches_tracked", LongTensor.of(6)));
    Map<String, FloatTensor> received = new LinkedHashMap<>();

    weights.read(List.of(MEAN, BIAS), received::put);

    assertThat(received)
        .containsExactly(
            Map.entry("bn1.running_mean", FloatTensor.of(3, 4, 5)),
            Map.entry("fc.bias", FloatTensor.of(1, 2)));
  }

  @Test
  void missingTensor() {
    assertRefused(
        Map.of("fc.bias", FloatTensor.of(1, 2)),
        "weights (test) hold no tensor 'bn1.running_mean', which the architecture needs");
  }

  @Test
  void otherShape() {
    assertRefused(
        Map.of("fc.bias", FloatTensor.of(1, 2), "bn1.running_mean", FloatTensor.of(1)),
        "tensor 'bn1.running_mean' must have shape [3], received [1] (test)");
  }

  @Test
  void integersInsteadOfNumbers() {
    assertRefused(
        Map.of("fc.bias", FloatTensor.of(1, 2), "bn1.running_mean", LongTensor.of(1, 2, 3)),
        "tensor 'bn1.running_mean' of %s must hold floating point numbers, received I64"
            .formatted(folder.resolve("w.safetensors")));
  }

  private void assertRefused(Map<String, ? extends Tensor> tensors, String message) {
    WeightSource weights = file(tensors);
    List<String> received = new ArrayList<>();

    assertThatThrownBy(
            () -> weights.read(List.of(BIAS, MEAN), (name, tensor) -> received.add(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private WeightSource file(Map<String, ? extends Tensor> tensors) {
    Path file = folder.resolve("w.safetensors");
    SafeTensors.write(file, tensors, Map.of());
    return new SafeTensorsWeights("test", "", () -> SafeTensors.open(file));
  }

  private static ParameterSpec spec(String name, long length) {
    return new ParameterSpec(name, new long[] {length}, Role.BIAS);
  }
}
