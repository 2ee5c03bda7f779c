package graft.train;

import graft.backbone.Architecture;
import graft.backbone.Layer;
import graft.backbone.Stage;
import graft.data.Batch;
import graft.data.Target;
import graft.head.Head;
import graft.head.LinearHead;
import graft.metric.Argmax;
import graft.metric.ConfusionMatrix;
import graft.task.LossTerm;
import graft.task.Losses;
import graft.task.Objective;
import graft.task.Outputs;
import graft.task.StepOutputs;
import graft.task.Task;
import graft.tensor.FloatTensor;
import java.util.List;
import java.util.Map;

/**
 * Two things at once, learned from sequences of unlike length: of one stream which kind a sequence
 * is, of another one how large.
 */
record ToyTask() implements Task {

  static final String KINDS = "kinds";
  static final String SIZES = "sizes";
  static final int WIDTH = 3;

  private static final int STATES = 6;
  private static final Head KIND = head("kind", 2);
  private static final Head SIZE = head("size", 1);

  static Architecture backbone() {
    return new Architecture(
        "Toy",
        new long[] {1, WIDTH},
        List.of(
            new Stage(
                "embed",
                "steps",
                "states",
                List.of(new Layer.Linear("embed", WIDTH, STATES), new Layer.Relu())),
            new Stage(
                "mix", "states", "states", List.of(new Layer.Linear("mix", STATES, STATES)))));
  }

  private static Head head(String name, int outputs) {
    return LinearHead.overSequence(name, "states", "steps.mask", STATES, outputs);
  }

  @Override
  public List<Head> heads() {
    return List.of(KIND, SIZE);
  }

  @Override
  public List<Head> heads(String stream) {
    return List.of(stream.equals(KINDS) ? KIND : SIZE);
  }

  @Override
  public Objective objective() {
    return streams -> List.of(kindTerm(streams.get(KINDS)), sizeTerm(streams.get(SIZES)));
  }

  @Override
  public Map<String, Double> measure(String stream, Map<String, Outputs> outputs) {
    if (stream.equals(SIZES)) {
      return Map.of();
    }
    Outputs scored = outputs.get(KIND.name());
    ConfusionMatrix matrix = ConfusionMatrix.of(scored.classes(), Argmax.of(scored.rows()), 2);
    return Map.of("accuracy", matrix.accuracy());
  }

  private static LossTerm kindTerm(StepOutputs outputs) {
    Batch batch = outputs.batch();
    int[] truth =
        batch.targets().stream().mapToInt(each -> ((Target.OneClass) each).index()).toArray();
    return new LossTerm(
        "cross-entropy",
        1,
        Losses.crossEntropy(outputs.heads().get(KIND.name()), truth, batch.weights()));
  }

  private static LossTerm sizeTerm(StepOutputs outputs) {
    List<float[]> truth =
        outputs.batch().targets().stream()
            .map(each -> ((Target.Values) each).values().values())
            .toList();
    return new LossTerm(
        "squared error",
        0.5,
        Losses.squaredError(
            outputs.heads().get(SIZE.name()), FloatTensor.rows(truth.size(), truth)));
  }
}
