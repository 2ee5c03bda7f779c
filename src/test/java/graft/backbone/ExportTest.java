package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.engine.Program;
import graft.engine.ScriptArchive;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.tiny.TinyNoise;
import graft.tiny.TinyWeights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportTest {

  @Test
  void exportedDefaultBackboneGivesTheSameMapsBitForBit() throws IOException {
    Backbone backbone = BackboneCatalog.find(BackboneCatalog.DEFAULT);
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    backbone.weights().read(backbone.architecture().parameters(), tensors::put);

    assertSameMaps(backbone.architecture(), tensors);
  }

  @Test
  void exportedBottlenecksGiveTheSameMapsBitForBit() throws IOException {
    Architecture architecture = ResNet.describe(50, 8, 64);

    assertSameMaps(architecture, TinyWeights.of(architecture, 7));
  }

  @Test
  void archiveIsEqualForEqualWeights() throws IOException {
    Architecture architecture = TinyBackbone.twoStages();

    byte[] first = archive(architecture, TinyWeights.of(architecture, 7));
    byte[] second = archive(architecture, TinyWeights.of(architecture, 7));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void missingTensor() {
    Architecture architecture = TinyBackbone.twoStages();
    Map<String, FloatTensor> tensors = new HashMap<>(TinyWeights.of(architecture, 7));
    tensors.remove("bn1.running_mean");

    assertThatThrownBy(() -> architecture.export(tensors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("export needs tensor 'bn1.running_mean'");
  }

  private static void assertSameMaps(Architecture architecture, Map<String, FloatTensor> tensors)
      throws IOException {
    FloatTensor pixels = pixels(architecture);
    byte[] archive = archive(architecture, tensors);

    try (NDManager scratch = Torch.newManager(Device.cpu());
        Program program = Program.load(new ByteArrayInputStream(archive), Device.cpu());
        Network network = TinyWeights.network(architecture, List.of())) {
      tensors.forEach(network.tensors()::put);
      NDArray input = Transfer.toTorch(pixels, scratch);
      NDArray exported = program.call("forward", List.of(input), List.of()).get(0);
      NDArray running =
          network
              .run(Map.of("pixels", input), 0, architecture.stages().size(), Mode.INFERENCE)
              .get(architecture.output());

      assertThat(Transfer.toJava(exported)).isEqualTo(Transfer.toJava(running));
      assertThat(running.sum().toFloatArray()[0]).isNotZero();
    }
  }

  private static FloatTensor pixels(Architecture architecture) {
    long size = architecture.inputShape()[1];
    return TinyNoise.normal(7, 2, 3, size, size);
  }

  private static byte[] archive(Architecture architecture, Map<String, FloatTensor> tensors)
      throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    ScriptArchive.write(architecture.export(tensors), archive);
    return archive.toByteArray();
  }
}
