package graft.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.backbone.Layer;
import graft.backbone.Mode;
import graft.backbone.RunningStage;
import graft.backbone.Stage;
import graft.engine.NamedArrays;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinearHeadTest {

  @Test
  void mapsAreAveragedOverThePicture() {
    Head head = LinearHead.overMaps("fc", "maps", 2, 3);

    float[] pooled =
        run(
            head.pooling(),
            Map.of(
                "maps",
                new FloatTensor(new long[] {1, 2, 2, 2}, new float[] {1, 2, 3, 6, 0, 0, 0, 8})));

    assertThat(pooled).containsExactly(3, 2);
    assertThat(head.features()).isEqualTo("maps.mean");
  }

  @Test
  void sequencesAreAveragedWhereTheMaskIsSet() {
    Head head = LinearHead.overSequence("fc", "states", "states.mask", 2, 3);

    float[] pooled =
        run(
            head.pooling(),
            Map.of(
                "states",
                new FloatTensor(new long[] {1, 3, 2}, new float[] {1, 10, 3, 30, 99, 99}),
                "states.mask",
                new FloatTensor(new long[] {1, 3}, new float[] {1, 1, 0})));

    assertThat(pooled).containsExactly(2, 20);
    assertThat(head.pooling().reads()).containsExactly("states", "states.mask");
  }

  @Test
  void scoresAreLinearInStandardizedFeatures() {
    Head head = LinearHead.overMaps("fc", "maps", 2, 1);
    FloatTensor features = new FloatTensor(new long[] {1, 2}, new float[] {5, 1});

    float[] scores =
        run(
            head.scoring(),
            Map.of(
                "maps.mean", features,
                "fc.standardize.running_mean", FloatTensor.of(1, 2),
                "fc.standardize.running_var", FloatTensor.of(4, 1),
                "fc.weight", new FloatTensor(new long[] {1, 2}, new float[] {10, 100}),
                "fc.bias", FloatTensor.of(0.5f)));

    assertThat(scores[0]).isCloseTo(10 * 2 - 100 * 1 + 0.5f, within(1e-3f));
  }

  @Test
  void parametersCarryTheHeadsName() {
    assertThat(LinearHead.overMaps("fc", "maps", 2, 3).parameters())
        .extracting("name")
        .containsExactly(
            "fc.standardize.running_mean", "fc.standardize.running_var", "fc.weight", "fc.bias");
  }

  @Test
  void noOutput() {
    assertThatThrownBy(() -> LinearHead.overMaps("fc", "maps", 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("head 'fc' needs at least 1 output, received 0");
  }

  @Test
  void poolingThatHoldsTensors() {
    Stage pooling =
        new Stage("pooling", "maps", "features", List.of(new Layer.BatchNorm("norm", 2)));
    Stage scoring = new Stage("fc", "features", "fc", List.of(new Layer.Linear("fc", 2, 1)));

    assertThatThrownBy(() -> new Head("fc", pooling, scoring))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pooling of head 'fc' must hold no tensors, received"
                + " [norm.weight, norm.bias, norm.running_mean, norm.running_var]");
  }

  @Test
  void scoringThatReadsSomethingElse() {
    Stage pooling = new Stage("pooling", "maps", "features", List.of(new Layer.GlobalAverage()));
    Stage scoring = new Stage("fc", "maps", "fc", List.of(new Layer.Linear("fc", 2, 1)));

    assertThatThrownBy(() -> new Head("fc", pooling, scoring))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scoring of head 'fc' must read 'features', received 'maps'");
  }

  /** Runs a stage on inputs and parameters, told apart by their names. */
  private static float[] run(Stage stage, Map<String, FloatTensor> tensors) {
    try (NDManager scratch = Torch.newManager(Device.cpu());
        NamedArrays held = new NamedArrays(Device.cpu())) {
      tensors.forEach(held::put);
      try (RunningStage running = new RunningStage(stage, held)) {
        Map<String, NDArray> inputs = new HashMap<>();
        stage
            .reads()
            .forEach(name -> inputs.put(name, Transfer.toTorch(tensors.get(name), scratch)));
        return running.forward(inputs, Mode.INFERENCE).get(stage.output()).toFloatArray();
      }
    }
  }
}
