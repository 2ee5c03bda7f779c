package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import graft.engine.NamedArrays;
import graft.engine.Precision;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import graft.tiny.Fixture;
import graft.tiny.TinyNoise;
import graft.tiny.TinyWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningStageTest {

  private static final Mode NORMS = new Mode(Set.of("block.bn1", "block.bn2"), Precision.F32);

  private static final Stage POOLING =
      new Stage("pooling", "maps", "maps.mean", List.of(new Layer.GlobalAverage()));

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
        backward(running, NORMS);
        gradients.add(List.of(take(weight), take(scale)));
      }
    }

    assertThat(gradients).containsOnly(gradients.get(0));
    assertThat(gradients.get(0).get(0).values()).isNotEqualTo(new float[4 * 4 * 3 * 3]);
  }

  @Test
  void normsMoveOnlyWhereTheyAreNamed() {
    try (RunningStage running = new RunningStage(stage, tensors)) {
      running.forward(maps(), new Mode(Set.of("block.bn1", "another"), Precision.F32));
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
      running.forward(inputs, Mode.INFERENCE);
    }

    assertThat(Transfer.toJava(inputs.get("maps"))).isEqualTo(before);
  }

  @Test
  void otherTensorsAreHandedOn() {
    NDArray mask = Transfer.toTorch(FloatTensor.of(1, 0), scratch);
    Map<String, NDArray> inputs = Map.of("maps", maps().get("maps"), "mask", mask);

    try (RunningStage running = new RunningStage(stage, tensors)) {
      Map<String, NDArray> outputs = running.forward(inputs, Mode.INFERENCE);

      assertThat(outputs).containsOnlyKeys("maps", "mask");
      assertThat(outputs.get("mask")).isSameAs(mask);
    }
  }

  @Test
  void missingInput() {
    try (RunningStage running = new RunningStage(stage, tensors)) {
      assertThatThrownBy(() -> running.forward(Map.of(), Mode.INFERENCE))
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

  @Test
  void halfPrecisionIsCloseToFull() {
    try (RunningStage running = new RunningStage(stage, tensors)) {
      FloatTensor full = output(running, Precision.F32);
      FloatTensor half = output(running, Precision.BF16);

      Fixture.assertClose(half, full, 0.02);
      assertThat(half).isNotEqualTo(full);
    }
  }

  /** What a program gives in half precision is only ever handed to the next program. */
  @Test
  void halfPrecisionLeavesWeightsAndGradientsInFull() {
    NDArray weight = tensors.get("block.conv1.weight");
    weight.setRequiresGradient(true);

    try (RunningStage running = new RunningStage(stage, tensors)) {
      backward(running, NORMS);
      FloatTensor full = take(weight);
      start.forEach(tensors::put);
      backward(running, new Mode(NORMS.active(), Precision.BF16));
      FloatTensor half = take(weight);

      assertThat(weight.getDataType()).isEqualTo(DataType.FLOAT32);
      Fixture.assertClose(half, full, 0.05);
    }
  }

  /** A cache holds maps in Java's order of axes; the next stage must not see a difference. */
  @Test
  void mapsThatWentThroughJavaGiveTheSameBits() {
    try (RunningStage running = new RunningStage(stage, tensors)) {
      NDArray maps = running.forward(maps(), Mode.INFERENCE).get("maps");
      NDArray cached = Transfer.toTorch(Transfer.toJava(maps), scratch);

      NDArray direct = running.forward(Map.of("maps", maps), Mode.INFERENCE).get("maps");
      NDArray again = running.forward(Map.of("maps", cached), Mode.INFERENCE).get("maps");

      assertThat(Transfer.toJava(again)).isEqualTo(Transfer.toJava(direct));
    }
  }

  private FloatTensor output(RunningStage running, Precision precision) {
    NDArray maps = running.forward(maps(), new Mode(Set.of(), precision)).get("maps");
    try (RunningStage pooling = new RunningStage(POOLING, tensors)) {
      return Transfer.toJava(
          pooling.forward(Map.of("maps", maps), Mode.INFERENCE).get("maps.mean"));
    }
  }

  /** Copies a gradient and sets it to zero, as an optimizer does. */
  private static FloatTensor take(NDArray array) {
    NDArray gradient = array.getGradient();
    FloatTensor copy = Transfer.toJava(gradient);
    gradient.muli(0);
    return copy;
  }

  private void backward(RunningStage running, Mode mode) {
    try (GradientCollector collector = Torch.engine().newGradientCollector();
        RunningStage pooling = new RunningStage(POOLING, tensors)) {
      NDArray output = running.forward(maps(), mode).get("maps");
      NDArray mean = pooling.forward(Map.of("maps", output), Mode.INFERENCE).get("maps.mean");
      collector.backward(mean.mul(mean).sum());
    }
  }

  private Map<String, NDArray> maps() {
    return Map.of("maps", Transfer.toTorch(TinyNoise.normal(3, 2, 4, 4, 4), scratch));
  }
}
