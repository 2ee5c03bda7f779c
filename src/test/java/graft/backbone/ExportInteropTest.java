package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import graft.engine.ScriptArchive;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.tiny.Fixture;
import graft.tiny.TinyNoise;
import graft.tiny.TinyWeights;
import graft.weights.SafeTensors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens exported archives in Python. open_archive.py requires that the state fits torchvision's
 * network of that name, and returns what the archive and that network make of the same pictures.
 */
@Tag("interop")
class ExportInteropTest {

  private static final Path SCRIPT = Path.of("test", "python", "open_archive.py");

  @TempDir private Path folder;

  @Test
  void pythonOpensTheDefaultBackbone() throws Exception {
    Backbone backbone = BackboneCatalog.find(BackboneCatalog.DEFAULT);
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    backbone.weights().read(backbone.architecture().parameters(), tensors::put);

    assertPythonAgrees(backbone.architecture(), tensors, "resnet18");
  }

  @Test
  void pythonOpensBottlenecks() throws Exception {
    Architecture architecture = ResNet.describe(50, 8, 64);

    assertPythonAgrees(architecture, TinyWeights.of(architecture, 7), "resnet50");
  }

  private void assertPythonAgrees(
      Architecture architecture, Map<String, FloatTensor> tensors, String torchvisions)
      throws Exception {
    FloatTensor pixels = TinyNoise.normal(7, 2, 3, 64, 64);
    write(architecture, tensors);
    SafeTensors.write(folder.resolve("input.safetensors"), Map.of("pixels", pixels), Map.of());

    openInPython(torchvisions);

    try (SafeTensors outputs = SafeTensors.open(folder.resolve("output.safetensors"))) {
      FloatTensor running = maps(architecture, tensors, pixels);
      Fixture.assertClose(outputs.floats("archive"), running, 1e-5);
      Fixture.assertClose(outputs.floats("torchvision"), running, 1e-5);
    }
  }

  private void write(Architecture architecture, Map<String, FloatTensor> tensors)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("model.pt"))) {
      ScriptArchive.write(architecture.export(tensors), out);
    }
  }

  private void openInPython(String torchvisions) throws IOException, InterruptedException {
    String python = System.getProperty("graft.interop.python");
    Process process =
        new ProcessBuilder(python, SCRIPT.toString(), folder.toString(), torchvisions)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static FloatTensor maps(
      Architecture architecture, Map<String, FloatTensor> tensors, FloatTensor pixels) {
    try (NDManager scratch = Torch.newManager(Device.cpu());
        Network network = TinyWeights.network(architecture, List.of())) {
      tensors.forEach(network.tensors()::put);
      int stages = architecture.stages().size();
      return Transfer.toJava(
          network
              .run(Map.of("pixels", Transfer.toTorch(pixels, scratch)), 0, stages, Mode.INFERENCE)
              .get(architecture.output()));
    }
  }
}
