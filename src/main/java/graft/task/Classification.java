package graft.task;

import graft.data.Target;
import graft.head.Head;
import graft.metric.Argmax;
import graft.metric.ConfusionMatrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exactly one class an example, learned with cross-entropy.
 *
 * @param classes number of classes
 * @param head gives logits: [batch, classes]
 */
public record Classification(int classes, Head head) implements Task {

  /** Name of the metric that is the share of right predictions. */
  public static final String ACCURACY = "accuracy";

  /** Name of the metric that is the mean of the classes' F1. */
  public static final String MACRO_F1 = "macro F1";

  @Override
  public List<Head> heads() {
    return List.of(head);
  }

  @Override
  public List<Head> heads(String stream) {
    return List.of(head);
  }

  @Override
  public Objective objective() {
    return this::crossEntropy;
  }

  @Override
  public Map<String, Double> measure(String stream, Map<String, Outputs> outputs) {
    Outputs scored = outputs.get(head.name());
    int[] predicted = Argmax.of(scored.rows());
    ConfusionMatrix confusion = ConfusionMatrix.of(scored.classes(), predicted, classes);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(ACCURACY, confusion.accuracy());
    metrics.put(MACRO_F1, confusion.macroF1());
    return metrics;
  }

  private List<LossTerm> crossEntropy(Map<String, StepOutputs> streams) {
    StepOutputs outputs = streams.get(ONLY);
    int[] truth =
        outputs.batch().targets().stream()
            .mapToInt(target -> ((Target.OneClass) target).index())
            .toArray();
    float[] weights = outputs.batch().weights();
    return List.of(
        new LossTerm(
            "cross-entropy",
            1,
            Losses.crossEntropy(outputs.heads().get(head.name()), truth, weights)));
  }
}
