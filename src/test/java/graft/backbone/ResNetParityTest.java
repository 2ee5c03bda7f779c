package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import graft.engine.NamedArrays;
import graft.engine.Precision;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.head.Head;
import graft.head.LinearHead;
import graft.task.Losses;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tiny.Fixture;
import graft.weights.SafeTensors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares with torchvision's ResNet-18 of base width 4; make_reference.py wrote its numbers. */
class ResNetParityTest {

  /** Sums are rounded in another order on one thread than on two: 1.15e-5 was seen. */
  private static final double SHARE = 2e-5;

  private static final int CLASSES = 3;

  private final SafeTensors reference = Fixture.tensors(getClass(), "resnet18.safetensors");
  private final Architecture architecture = ResNet.describe(18, 4, 64);
  private final Head head = LinearHead.overMaps("fc", architecture.output(), 32, CLASSES);
  private final Network network = network();
  private final NDManager scratch = Torch.newManager(Device.cpu());

  private NDArray pixels;

  @BeforeEach
  void load() {
    pixels = Transfer.toTorch(reference.floats("pixels"), scratch);
  }

  @AfterEach
  void close() {
    scratch.close();
    network.close();
  }

  @Test
  void mapsOfEveryStage() {
    Map<String, NDArray> tensors = Map.of("pixels", pixels);
    for (int i = 0; i < architecture.stages().size(); i++) {
      tensors = network.run(tensors, i, i + 1, Mode.INFERENCE);

      assertReference(tensors.get("maps"), "eval " + architecture.stageNames().get(i));
    }
  }

  @Test
  void pooledFeaturesAndLogits() {
    Map<String, NDArray> maps = network.run(Map.of("pixels", pixels), 0, 5, Mode.INFERENCE);

    assertReference(network.pool(maps, head).get(head.features()), "eval pooled");
    assertReference(network.score(maps, head, Mode.INFERENCE), "eval logits");
  }

  @Test
  void lossAndGradientsOfATrainingStep() {
    NDArray first = trainable("conv1.weight");
    NDArray deep = trainable("layer4.1.bn2.weight");

    float loss = trainingStep(Precision.F32);

    assertThat(loss).isCloseTo(reference.floats("train loss").values()[0], within(1e-5f));
    assertReference(first.getGradient(), "gradient conv1.weight");
    assertReference(deep.getGradient(), "gradient layer4.1.bn2.weight");
  }

  /** Half precision has three digits, and twenty layers lose some of them. */
  @Test
  void halfPrecisionIsClose() {
    trainable("conv1.weight");
    Mode half = new Mode(Set.of(), Precision.BF16);

    Map<String, NDArray> maps = network.run(Map.of("pixels", pixels), 0, 5, half);
    FloatTensor pooled = Transfer.toJava(network.pool(maps, head).get(head.features()));
    float loss = trainingStep(Precision.BF16);

    Fixture.assertClose(pooled, reference.floats("eval pooled"), 0.02);
    assertThat(loss).isCloseTo(reference.floats("train loss").values()[0], within(0.02f));
  }

  @Test
  void statisticsThatAStepMoves() {
    trainable("conv1.weight");

    trainingStep(Precision.F32);

    for (ParameterSpec spec : architecture.parameters()) {
      if (!spec.learned()) {
        assertReference(network.tensors().get(spec.name()), "moved " + spec.name());
      }
    }
  }

  private float trainingStep(Precision precision) {
    Set<String> norms = new HashSet<>();
    architecture.stages().forEach(stage -> norms.addAll(stage.norms()));
    long[] targets = ((LongTensor) reference.read("targets")).values();
    int[] truth = Arrays.stream(targets).mapToInt(Math::toIntExact).toArray();
    try (GradientCollector collector = Torch.engine().newGradientCollector()) {
      Map<String, NDArray> maps =
          network.run(Map.of("pixels", pixels), 0, 5, new Mode(norms, precision));
      NDArray loss =
          Losses.crossEntropy(network.score(maps, head, Mode.INFERENCE), truth, new float[] {1, 1});
      collector.backward(loss);
      return loss.toFloatArray()[0];
    }
  }

  private NDArray trainable(String name) {
    NDArray array = network.tensors().get(name);
    array.setRequiresGradient(true);
    return array;
  }

  private void assertReference(NDArray actual, String name) {
    FloatTensor expected = reference.floats(name);
    Fixture.assertClose(Transfer.toJava(actual), expected, SHARE);
  }

  private Network network() {
    NamedArrays tensors = new NamedArrays(Device.cpu());
    WeightSource weights =
        new SafeTensorsWeights(
            "reference", "", () -> Fixture.tensors(getClass(), "resnet18.safetensors"));
    weights.read(architecture.parameters(), tensors::put);
    weights.read(head.parameters(), tensors::put);
    return new Network(architecture, List.of(head), tensors);
  }
}
