package graft.task;

import ai.djl.ndarray.NDArray;
import graft.data.Batch;
import graft.data.Target;
import graft.engine.Transfer;
import graft.head.Head;
import graft.metric.Argmax;
import graft.metric.ConfusionMatrix;
import graft.tensor.FloatTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exactly one class an example, learned with cross-entropy.
 *
 * @param classes number of classes
 * @param head gives logits: [batch, classes]
 * @param training what training minimises; validation neither smooths nor weights
 * @param shift is added to the logits before validation measures the loss: the logarithm of how
 *     much rarer each class is in truth than in balanced training; zeros otherwise: [classes]
 */
public record Classification(int classes, Head head, CrossEntropyLoss training, float[] shift)
    implements Task {

  /** Name of the metric that is the share of right predictions. */
  public static final String ACCURACY = "accuracy";

  /** Name of the metric that is the mean of the classes' F1. */
  public static final String MACRO_F1 = "macro F1";

  /** Classifies without smoothing, weights and shift. */
  public Classification(int classes, Head head) {
    this(classes, head, CrossEntropyLoss.PLAIN, new float[classes]);
  }

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
    return streams -> terms(streams.get(ONLY), logits(streams.get(ONLY)), training);
  }

  @Override
  public Objective validation() {
    return streams ->
        terms(streams.get(ONLY), shifted(logits(streams.get(ONLY))), CrossEntropyLoss.PLAIN);
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

  private NDArray logits(StepOutputs outputs) {
    return outputs.heads().get(head.name());
  }

  private NDArray shifted(NDArray logits) {
    return logits.add(Transfer.toTorch(FloatTensor.of(shift), logits.getManager()));
  }

  private static List<LossTerm> terms(StepOutputs outputs, NDArray logits, CrossEntropyLoss loss) {
    return List.of(new LossTerm("cross-entropy", 1, value(outputs.batch(), logits, loss)));
  }

  private static NDArray value(Batch batch, NDArray logits, CrossEntropyLoss loss) {
    if (batch.targets().get(0) instanceof Target.Soft) {
      List<float[]> rows =
          batch.targets().stream().map(each -> ((Target.Soft) each).weights().values()).toList();
      return loss.of(logits, FloatTensor.rows(rows.size(), rows), batch.weights());
    }
    int[] truth =
        batch.targets().stream().mapToInt(each -> ((Target.OneClass) each).index()).toArray();
    return loss.of(logits, truth, batch.weights());
  }
}
