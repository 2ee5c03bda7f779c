package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import graft.backbone.TinyBackbone;
import graft.head.LinearHead;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.tiny.TinyWeights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptimizersTest {

  private static final Updates UPDATES =
      new Updates(
          OptimizerKind.ADAMW, 0.25, 0.5, Double.POSITIVE_INFINITY, new Schedule.Constant(0));
  private static final Rates RATES = new Rates(Map.of("stem", 0.01, "block", 0.01, "fc", 0.1));

  private final Network network =
      TinyWeights.network(
          TinyBackbone.twoStages(), List.of(LinearHead.overMaps("fc", "maps", 4, 2)));
  private final Map<String, FloatTensor> before = TinyWeights.copy(network);

  @AfterEach
  void close() {
    network.close();
  }

  /** Without a gradient a step is decay alone: 1 - rate * decay. */
  @Test
  void kernelsAndMatricesDecayAtTheRateOfTheirGroup() {
    stepWithoutGradients(FreezePolicy.nothing(network.backbone()));

    assertScaled("fc.weight", 1 - 0.1 * 0.5);
    assertScaled("conv1.weight", 1 - 0.01 * 0.25);
    assertScaled("fc.bias", 1);
    assertScaled("bn1.weight", 1);
    assertScaled("bn1.bias", 1);
  }

  @Test
  void frozenTensorsDoNotDecay() {
    stepWithoutGradients(FreezePolicy.from("block"));

    assertScaled("conv1.weight", 1);
    assertScaled("block.conv1.weight", 1 - 0.01 * 0.25);
  }

  @Test
  void onlyTrainableTensorsRequireGradientsAndOnlyWhileItIsOpen() {
    NDArray trainable = network.tensors().get("block.conv1.weight");
    NDArray frozen = network.tensors().get("conv1.weight");
    Freezing freezing = FreezePolicy.from("block").resolve(network.backbone(), network.heads());

    try (Optimizers open = new Optimizers(network, UPDATES)) {
      open.begin(new Phase("test", freezing, 1, RATES));
      open.step(zeros(open), 1);

      assertThat(trainable.hasGradient()).isTrue();
      assertThat(frozen.hasGradient()).isFalse();
    }

    assertThat(trainable.hasGradient()).isFalse();
  }

  private void stepWithoutGradients(FreezePolicy policy) {
    Freezing freezing = policy.resolve(network.backbone(), network.heads());
    try (Optimizers optimizers = new Optimizers(network, UPDATES)) {
      optimizers.begin(new Phase("test", freezing, 1, RATES));
      optimizers.step(zeros(optimizers), 1);
    }
  }

  private List<NDArray> zeros(Optimizers optimizers) {
    return optimizers.parameters().stream()
        .map(array -> network.tensors().get("fc.weight").getManager().zeros(array.getShape()))
        .toList();
  }

  private void assertScaled(String name, double factor) {
    float[] expected = before.get(name).values().clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= (float) factor;
    }
    assertThat(network.tensors().read(name).values()).isEqualTo(expected);
  }
}
