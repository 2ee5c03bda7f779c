package graft;

import graft.data.Draw;
import graft.data.Example;
import graft.data.ExampleBatches;
import graft.data.Preprocessing;
import graft.data.Source;
import graft.eval.Predictions;
import graft.head.Head;
import graft.metric.Argmax;
import graft.metric.PriorShift;
import graft.metric.Softmax;
import graft.task.Inference;
import graft.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Predicts the classes of examples that have no label. A class is the argmax of the logits as they
 * are, the decision that validation and evaluation measure; probabilities are corrected by the
 * prior shift, so that after balanced training another class may be the most probable one.
 */
final class Prediction {

  private final TransferModel model;
  private final Head head;
  private final PriorShift shift;
  private final List<Predictions.Item> items = new ArrayList<>();
  private final List<String> problems;

  Prediction(TransferModel model, List<String> problems) {
    this(model, model.priorShift(), problems);
  }

  /**
   * @param shift corrects the probabilities of a model that was trained on balanced classes
   * @param problems what could not be listed, one sentence each
   */
  Prediction(TransferModel model, PriorShift shift, List<String> problems) {
    this.model = model;
    this.shift = shift;
    this.head = model.head();
    this.problems = new ArrayList<>(problems);
  }

  /** Predicts in batches until it is asked to stop. */
  Predictions predict(List<Example> examples, String input, BooleanSupplier stop) {
    for (int from = 0; from < examples.size(); from += Inference.BATCH) {
      if (stop.getAsBoolean()) {
        problems.add("stopped after %s of %s inputs".formatted(from, examples.size()));
        break;
      }
      predict(examples.subList(from, Math.min(from + Inference.BATCH, examples.size())));
    }
    String subject = "%s · %s".formatted(model.subject(), input);
    return new Predictions(subject, model.classes(), items, problems);
  }

  /** Pictures of two folders may have the same id, so what was prepared goes by the example. */
  private void predict(List<Example> examples) {
    Map<Example, Map<String, Tensor>> readable = new IdentityHashMap<>();
    List<Example> kept = new ArrayList<>();
    for (Example example : examples) {
      try {
        readable.put(example, prepare(example));
        kept.add(example);
      } catch (IOException e) {
        problems.add("%s cannot be read: %s".formatted(example.id(), e.getMessage()));
      }
    }
    if (!kept.isEmpty()) {
      add(kept, score(kept, readable));
    }
  }

  private Map<String, Tensor> prepare(Example example) throws IOException {
    Preprocessing preprocessing = model.backbone().preprocessing();
    Source source = example.source();
    return preprocessing.apply(source, new Draw(0, "predict", 0, example.id()));
  }

  private float[][] score(List<Example> kept, Map<Example, Map<String, Tensor>> readable) {
    ExampleBatches source =
        new ExampleBatches(kept, (example, draw) -> readable.get(example), Set.of(), 1, "prepared");
    return Inference.outputs(model.live(), List.of(head), source, 0).get(head.name()).rows();
  }

  private void add(List<Example> examples, float[][] logits) {
    int[] best = Argmax.of(logits);
    for (int i = 0; i < best.length; i++) {
      double[] probabilities = Softmax.probabilities(shift.apply(logits[i]));
      items.add(
          new Predictions.Item(
              examples.get(i),
              model.classes().get(best[i]),
              probabilities[best[i]],
              DoubleStream.of(probabilities).boxed().collect(Collectors.toList())));
    }
  }
}
