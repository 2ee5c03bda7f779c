package graft.bench;

import ai.djl.Device;
import graft.backbone.Architecture;
import graft.backbone.SafeTensorsWeights;
import graft.backbone.TinyBackbone;
import graft.backbone.WeightSource;
import graft.engine.NamedArrays;
import graft.head.Head;
import graft.head.LinearHead;
import graft.task.Network;
import graft.weights.SafeTensors;
import java.nio.file.Path;
import java.util.List;

/** ResNet-18 for pictures of 224x224 with the weights that both programs start from. */
final class BenchNetwork {

  static final int CLASSES = 10;
  static final int SIZE = 224;

  private BenchNetwork() {}

  /** Reads weights.safetensors; the caller closes the network. */
  static Network read(Path folder) {
    Architecture backbone = TinyBackbone.resNet(18, 64, SIZE);
    Head head = LinearHead.overMaps("fc", backbone.output(), backbone.featureWidth(), CLASSES);
    NamedArrays tensors = new NamedArrays(Device.cpu());
    WeightSource weights =
        new SafeTensorsWeights(
            "bench", "", () -> SafeTensors.open(folder.resolve("weights.safetensors")));
    weights.read(backbone.parameters(), tensors::put);
    weights.read(head.parameters(), tensors::put);
    return new Network(backbone, List.of(head), tensors);
  }
}
