package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import graft.engine.NamedArrays;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import graft.tiny.TinyNoise;
import graft.tiny.TinyWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningStageTest {

  private static final Set<String> NORMS = Set.of("block.bn1", "block.bn2");

  private final Stage stage = TinyBackbone.twoStages().stages().get(1);
  private final NamedArrays tensors = new NamedArrays(Device.cpu());
  private final Map<String, FloatTensor> start = TinyWeights.of(TinyBackbone.twoStages(), 7);
  private final NDManager scratch = Torch.newManager(Device.cpu());

  RunningStageTest() {
    start.forEach(tensors::put);
  }

  @AfterEach
  void close() {
    scratch.close();
    tensors.close();
  }

  /** ProgramTest has the operations whose derivatives an optimised graph would change. */
  @Test
  void gradientsOfEveryCallAreEqualBitForBit() {
    NDArray weight = tensors.get("block.conv1.weight");
    NDArray scale = tensors.get("block.bn2.weight");
    weight.setRequiresGradient(true);
    scale.setRequiresGradient(true);

    List<List<FloatTensor>> gradients = new ArrayList<>();
    try (RunningStage running = new RunningStage(stage, tensors)) {
      for (int call = 1; call <= 5; call++) {
        start.forEach(tensors::put);
        backward(running);
        gradients.add(List.of(take(weight), take(scale)));
      }
    }

    assertThat(gradients).containsOnly(gradients.get(0));
    assertThat(gradients.get(0).get(0).values()).isNotEqualTo(new float[4 * 4 * 3 * 3]);
  }

  @Test
  void normsMoveOnlyWhereTheyAreNamed() {
    try (RunningStage running = new RunningStage(stage, tensors)) {
      running.forward(maps(), Set.of("block.bn1", "another"));
    }

    assertThat(tensors.read("block.bn1.running_mean"))
        .isNotEqualTo(start.get("block.bn1.running_mean"));
    assertThat(tensors.read("block.bn2.running_mean"))
        .isEqualTo(start.get("block.bn2.running_mean"));
  }

  @Test
  void inputsStayAsTheyAre() {
    FloatTensor before = TinyNoise.normal(3, 2, 4, 4, 4);
    Map<String, NDArray> inputs = maps();

    try (RunningStage running = new RunningStage(stage, tensors)) {
      running.forward(inputs, Set.of());
    }

    assertThat(Transfer.toJava(inputs.get("maps"))).isEqualTo(before);
  }

  @Test
  void otherTensorsAreHandedOn() {
    NDArray mask = Transfer.toTorch(FloatTensor.of(1, 0), scratch);
    Map<String, NDArray> inputs = Map.of("maps", maps().get("maps"), "mask", mask);

    try (RunningStage running = new RunningStage(stage, tensors)) {
      Map<String, NDArray> outputs = running.forward(inputs, Set.of());

      assertThat(outputs).containsOnlyKeys("maps", "mask");
      assertThat(outputs.get("mask")).isSameAs(mask);
    }
  }

  @Test
  void missingInput() {
    try (RunningStage running = new RunningStage(stage, tensors)) {
      assertThatThrownBy(() -> running.forward(Map.of(), Set.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("stage 'block' needs a tensor 'maps', received []");
    }
  }

  @Test
  void missingTensor() {
    try (NamedArrays empty = new NamedArrays(Device.cpu())) {
      assertThatThrownBy(() -> new RunningStage(stage, empty))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no tensor 'block.conv1.weight' in this model");
    }
  }

  /** Copies a gradient and sets it to zero, as an optimizer does. */
  private static FloatTensor take(NDArray array) {
    NDArray gradient = array.getGradient();
    FloatTensor copy = Transfer.toJava(gradient);
    gradient.muli(0);
    return copy;
  }

  private void backward(RunningStage running) {
    try (GradientCollector collector = Torch.engine().newGradientCollector()) {
      NDArray output = running.forward(maps(), NORMS).get("maps");
      collector.backward(output.mul(output).sum());
    }
  }

  private Map<String, NDArray> maps() {
    return Map.of("maps", Transfer.toTorch(TinyNoise.normal(3, 2, 4, 4, 4), scratch));
  }
}
