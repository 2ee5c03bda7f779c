package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import graft.tiny.TinyNoise;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientsTest {

  private final NDManager scratch = Torch.newManager(Device.cpu());
  private final NDArray weight = parameter(1);
  private final NDArray unused = parameter(2);

  @AfterEach
  void close() {
    scratch.close();
  }

  @Test
  void gradientOfAProductIsTheOtherFactor() {
    NDArray factor = Transfer.toTorch(TinyNoise.normal(3, 2, 3), scratch);

    try (Gradients recording = Gradients.record()) {
      NDList gradients = recording.of(weight.mul(factor).sum(), List.of(weight));

      assertThat(gradients.get(0).toFloatArray()).isEqualTo(factor.toFloatArray());
    }
  }

  @Test
  void everyStepStartsFromZero() {
    for (int step = 1; step <= 2; step++) {
      try (Gradients recording = Gradients.record()) {
        NDList gradients = recording.of(weight.mul(2).sum(), List.of(weight));

        assertThat(gradients.get(0).toFloatArray()).containsOnly(2);
      }
    }
  }

  @Test
  void parameterThatTheLossDoesNotDependOn() {
    try (Gradients recording = Gradients.record()) {
      NDList gradients = recording.of(weight.sum(), List.of(weight, unused));

      assertThat(gradients.get(1).toFloatArray()).containsExactly(0, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void nothingIsRecordedOnceItIsClosed() {
    try (Gradients recording = Gradients.record()) {
      recording.of(weight.sum(), List.of(weight));
    }

    assertThat(weight.mul(2).hasGradient()).isFalse();
  }

  /** DJL gathers gradients in the parameters. */
  @Test
  void equalsWhatDjlGathers() {
    NDArray gathered = parameter(1);
    try (GradientCollector collector = Torch.engine().newGradientCollector()) {
      collector.backward(gathered.mul(gathered).sum());
    }

    try (Gradients recording = Gradients.record()) {
      NDList gradients = recording.of(weight.mul(weight).sum(), List.of(weight));

      assertThat(gradients.get(0).toFloatArray()).isEqualTo(gathered.getGradient().toFloatArray());
    }
  }

  private NDArray parameter(long seed) {
    NDArray array = Transfer.toTorch(TinyNoise.normal(seed, 2, 3), scratch);
    array.setRequiresGradient(true);
    return array;
  }
}
