package graft;

import graft.backbone.Backbone;
import graft.backbone.RandomWeights;
import graft.data.BatchSource;
import graft.data.Example;
import graft.data.ExampleBatches;
import graft.data.Part;
import graft.data.Target;
import graft.engine.NamedArrays;
import graft.eval.Evaluator;
import graft.eval.LinearProbe;
import graft.head.Head;
import graft.head.LinearHead;
import graft.task.Network;
import graft.task.Outputs;
import graft.tensor.FloatTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** What is reached without training: by the most frequent class, and by the frozen features. */
final class FreeBaselines {

  private final TransferModel model;
  private final Workspace workspace;
  private final FrozenFeatures.Preparing preparing;
  private final BooleanSupplier stop;

  FreeBaselines(
      TransferModel model,
      Workspace workspace,
      FrozenFeatures.Preparing preparing,
      BooleanSupplier stop) {
    this.model = model;
    this.workspace = workspace;
    this.preparing = preparing;
    this.stop = stop;
  }

  /**
   * Returns logits by the baseline's name.
   *
   * @param fitting what the baselines learn from
   * @param examples to answer, none of them among those that are fitted to
   * @param logits of the model, on the examples to answer
   */
  Map<String, Outputs> outputs(
      DataReader reader, List<Example> fitting, List<Example> examples, Outputs logits) {
    Map<String, Outputs> outputs = new LinkedHashMap<>();
    List<Integer> chosenOn = counts(reader.data().part(Part.VALIDATION));
    outputs.put("majority class", Evaluator.majority(counts(fitting), chosenOn, logits));
    ExampleBatches learned = reader.examples(fitting);
    outputs.put("linear probe", linearProbe(learned, reader.examples(examples), logits));
    return outputs;
  }

  private List<Integer> counts(List<Example> examples) {
    int[] counts = new int[model.classes().size()];
    examples.forEach(each -> counts[((Target.OneClass) each.target()).index()]++);
    return IntStream.of(counts).boxed().toList();
  }

  /** Logistic regression on what the backbone said before any training of ours. */
  private Outputs linearProbe(ExampleBatches fitting, ExampleBatches examples, Outputs logits) {
    Backbone backbone = model.backbone();
    Head pooling =
        LinearHead.overMaps("probe", backbone.architecture().output(), backbone.featureWidth(), 1);
    NamedArrays tensors = new NamedArrays(model.live().device());
    backbone.weights().read(backbone.architecture().parameters(), tensors::put);
    new RandomWeights(0).read(pooling.parameters(), tensors::put);
    try (Network network = new Network(backbone.architecture(), List.of(pooling), tensors)) {
      FrozenFeatures features = new FrozenFeatures(network, workspace.features(), preparing);
      Pooled train = pooled(features, pooling, fitting);
      Pooled scored = pooled(features, pooling, examples);
      LinearProbe probe =
          LinearProbe.fit(train.rows(), train.truth(), model.classes().size(), stop);
      List<float[]> rows = Arrays.asList(probe.score(scored.rows()));
      return new Outputs(logits.ids(), logits.targets(), FloatTensor.rows(rows.size(), rows));
    }
  }

  private static Pooled pooled(FrozenFeatures features, Head head, ExampleBatches source) {
    BatchSource pooled = features.pooled(source);
    int size = source.examples().size();
    float[][] rows = new float[size][];
    int[] truth = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] =
          ((FloatTensor) pooled.batch(List.of(i), 0, 0).inputs().get(head.features())).values();
      truth[i] = ((Target.OneClass) source.examples().get(i).target()).index();
    }
    return new Pooled(rows, truth);
  }

  private record Pooled(float[][] rows, int[] truth) {}
}
