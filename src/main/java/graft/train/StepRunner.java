package graft.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import graft.backbone.Mode;
import graft.data.Batch;
import graft.engine.Gradients;
import graft.engine.Torch;
import graft.head.Head;
import graft.task.Inference;
import graft.task.LossTerm;
import graft.task.Network;
import graft.task.Objective;
import graft.task.StepOutputs;
import graft.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one step: every stream through the stages and its heads, the objective, and backward where
 * the step trains. All memory of a step is freed at its end.
 */
final class StepRunner {

  /** Name of the sum of all terms. */
  static final String LOSS = "loss";

  private final Network network;
  private final Task task;

  StepRunner(Network network, Task task) {
    this.network = network;
    this.task = task;
  }

  /**
   * Computes gradients.
   *
   * @param from index of the first stage to run
   * @param parameters require gradients
   * @param use takes the loss and the gradients of the parameters, in order, which live no longer
   *     than that
   * @return the loss and its terms by name
   */
  Map<String, Double> train(
      Map<String, Batch> batches,
      int from,
      Mode mode,
      Tally tally,
      List<NDArray> parameters,
      Use use) {
    try (NDManager scratch = Torch.newManager(network.device())) {
      Step step;
      NDList gradients;
      try (Gradients record = Gradients.record()) {
        step = forward(batches, from, mode, task.objective(), scratch);
        gradients = record.of(step.total(), parameters);
      }
      Map<String, Double> losses = step.record(tally);
      use.accept(losses.get(LOSS), gradients);
      return losses;
    }
  }

  /** Uses gradients while they live. */
  @FunctionalInterface
  interface Use {

    /** Takes the loss of a step and its gradients. */
    void accept(double loss, NDList gradients);
  }

  /** Computes losses and outputs without gradients, norms in evaluation mode. */
  void evaluate(Map<String, Batch> batches, int from, Tally tally) {
    try (NDManager scratch = Torch.newManager(network.device())) {
      forward(batches, from, Mode.INFERENCE, task.validation(), scratch).record(tally);
    }
  }

  private Step forward(
      Map<String, Batch> batches, int from, Mode mode, Objective objective, NDManager scratch) {
    Map<String, StepOutputs> outputs = new LinkedHashMap<>();
    int stages = network.backbone().stages().size();
    batches.forEach(
        (stream, batch) -> {
          Map<String, NDArray> inputs = Inference.inputs(batch, scratch);
          Map<String, NDArray> maps = network.run(inputs, from, stages, mode);
          outputs.put(stream, new StepOutputs(batch, score(stream, maps, mode)));
        });
    return new Step(outputs, objective.terms(outputs));
  }

  private Map<String, NDArray> score(String stream, Map<String, NDArray> maps, Mode mode) {
    Map<String, NDArray> scores = new LinkedHashMap<>();
    for (Head head : task.heads(stream)) {
      scores.put(head.name(), network.score(maps, head, mode));
    }
    return scores;
  }

  /** What a step computed, while its memory lives. */
  private record Step(Map<String, StepOutputs> outputs, List<LossTerm> terms) {

    NDArray total() {
      return terms.stream()
          .map(term -> term.weight() == 1 ? term.value() : term.value().mul((float) term.weight()))
          .reduce(NDArray::add)
          .orElseThrow(() -> new IllegalStateException("objective gave no loss term"));
    }

    Map<String, Double> record(Tally tally) {
      Map<String, Double> losses = new LinkedHashMap<>();
      losses.put(LOSS, (double) total().toFloatArray()[0]);
      if (terms.size() > 1) {
        terms.forEach(term -> losses.put(term.name(), (double) term.value().toFloatArray()[0]));
      }
      int size = outputs.values().stream().mapToInt(each -> each.batch().size()).max().orElse(0);
      tally.addLoss(losses, size);
      outputs.forEach(
          (stream, each) ->
              each.heads()
                  .forEach(
                      (head, values) ->
                          tally.addOutputs(stream, head, each.batch(), values.toFloatArray())));
      return losses;
    }
  }
}
