package graft;

import ai.djl.Device;
import graft.backbone.Backbone;
import graft.backbone.BackboneCatalog;
import graft.backbone.RandomWeights;
import graft.data.BatchSource;
import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Target;
import graft.data.Watch;
import graft.engine.NamedArrays;
import graft.head.Head;
import graft.head.LinearHead;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import graft.weights.SafeTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the pooled features of a folder of pictures for flowers_probe.py, which says how to run
 * this.
 */
public final class FeatureExport {

  private FeatureExport() {}

  /** Takes the folder of pictures and the safetensors file to write. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[1]).toAbsolutePath();
    Workspace workspace = Workspace.beside(file.getParent());
    Graft.workspace(workspace);
    LabeledDataset data = Graft.data(Path.of(arguments[0]).toAbsolutePath().toString());
    Backbone backbone = BackboneCatalog.find(BackboneCatalog.DEFAULT);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (Network network = network(backbone);
        DataReader reader =
            DataReader.open(data, backbone.preprocessing(), workspace, Watch.none())) {
      FrozenFeatures features =
          new FrozenFeatures(network, workspace.features(), (what, done, total) -> {});
      for (Part part : List.of(Part.TRAIN, Part.VALIDATION)) {
        List<Example> examples = reader.data().part(part);
        tensors.put(part.label() + " features", table(features.pooled(reader.part(part))));
        tensors.put(part.label() + " labels", labels(examples));
      }
    }
    SafeTensors.write(file, tensors, Map.of("weights", backbone.weights().hash()));
  }

  private static Network network(Backbone backbone) {
    NamedArrays tensors = new NamedArrays(Device.cpu());
    backbone.weights().read(backbone.architecture().parameters(), tensors::put);
    Head head =
        LinearHead.overMaps("fc", backbone.architecture().output(), backbone.featureWidth(), 1);
    new RandomWeights(0).read(head.parameters(), tensors::put);
    return new Network(backbone.architecture(), List.of(head), tensors);
  }

  private static FloatTensor table(BatchSource pooled) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < pooled.examples().size(); i++) {
      Tensor row = pooled.batch(List.of(i), 0, 0).inputs().values().iterator().next();
      rows.add(((FloatTensor) row).values());
    }
    return FloatTensor.rows(rows.size(), rows);
  }

  private static LongTensor labels(List<Example> examples) {
    return LongTensor.of(
        examples.stream()
            .mapToLong(example -> ((Target.OneClass) example.target()).index())
            .toArray());
  }
}
