package graft.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.backbone.Mode;
import graft.data.Batch;
import graft.data.BatchSource;
import graft.engine.Precision;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.head.Head;
import graft.task.Inference;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures what a batch costs, on real examples and without a trace. */
public final class CostProbe {

  private static final int REPEATS = 2;

  private final Network network;
  private final Task task;
  private final TrainingPlan plan;
  private final Batch batch;

  /**
   * @param examples give what the first stage reads, at least one
   */
  public CostProbe(Network network, Task task, TrainingPlan plan, BatchSource examples) {
    this.network = network;
    this.task = task;
    this.plan = plan;
    int size = Math.min(plan.batch(), examples.examples().size());
    this.batch = examples.batch(IntStream.range(0, size).boxed().toList(), plan.seed(), 1);
  }

  /**
   * What a full batch costs in a phase.
   *
   * @param frozenSeconds for what the frozen stages say of it
   * @param stepSeconds for a step of the other stages and the heads
   * @param validationSeconds for the same without gradients
   */
  public record Cost(double frozenSeconds, double stepSeconds, double validationSeconds) {}

  /**
   * Measures a phase; the second of two goes counts, since the first one loads programs.
   *
   * @param cached whether frozen stages are run once an example, apart from the steps
   */
  public Cost of(Phase phase, boolean cached) {
    int from = cached ? phase.freezing().boundary(network.backbone()) : 0;
    Stopwatch frozen = new Stopwatch();
    Batch rest = from == 0 ? batch : behind(from);
    double frozenSeconds = from == 0 ? 0 : frozen.seconds();
    boolean stagesTrain = from == 0 && phase.freezing().boundary(network.backbone()) < stages();
    Precision precision = stagesTrain ? plan.precision() : Precision.F32;
    try (Rehearsal rehearsal = new Rehearsal(network, task, plan, phase)) {
      return measure(rehearsal, Map.of(Task.ONLY, rest), from, precision, frozenSeconds);
    }
  }

  private static Cost measure(
      Rehearsal rehearsal,
      Map<String, Batch> rest,
      int from,
      Precision precision,
      double frozenSeconds) {
    double step = 0;
    double validation = 0;
    for (int i = 0; i < REPEATS; i++) {
      Stopwatch steps = new Stopwatch();
      rehearsal.sample(rest, from, precision, i);
      step = steps.seconds();
      Stopwatch validations = new Stopwatch();
      rehearsal.evaluate(rest, from);
      validation = validations.seconds();
    }
    return new Cost(frozenSeconds, step, validation);
  }

  private int stages() {
    return network.backbone().stages().size();
  }

  /** Computes what the frozen stages say of the batch, pooled where that is all of them. */
  private Batch behind(int from) {
    try (NDManager scratch = Torch.newManager(network.device())) {
      Map<String, NDArray> maps =
          network.run(Inference.inputs(batch, scratch), 0, from, Mode.INFERENCE);
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      for (Map.Entry<String, NDArray> map : pooled(maps, from).entrySet()) {
        inputs.put(map.getKey(), Transfer.toJava(map.getValue()));
      }
      return new Batch(inputs, batch.targets(), batch.weights(), batch.ids());
    }
  }

  private Map<String, NDArray> pooled(Map<String, NDArray> maps, int from) {
    if (from < stages()) {
      return maps;
    }
    Map<String, NDArray> pooled = new LinkedHashMap<>();
    for (Head head : List.copyOf(network.heads())) {
      pooled.put(head.features(), network.pool(maps, head).get(head.features()));
    }
    return pooled;
  }
}
