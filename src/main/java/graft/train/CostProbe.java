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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures what a batch costs, on real examples and without a trace: preparing it, and computing
 * it. The first go of each is not counted, since it loads programs; of the others the median is.
 */
public final class CostProbe {

  /** A few goes say enough where each takes long. */
  private static final int FEWEST = 2;

  private static final int MOST = 15;

  /** Goes on as long as this for what takes less than that. */
  private static final double ENOUGH_SECONDS = 0.15;

  /** Moves nothing that anybody could see, and costs what any step costs. */
  private static final double TINY_RATE = 1e-9;

  private final Network network;
  private final Task task;
  private final TrainingPlan plan;

  /** Measures steps as a plan takes them. */
  public CostProbe(Network network, Task task, TrainingPlan plan) {
    this.network = network;
    this.task = task;
    this.plan = plan;
  }

  /**
   * What a full batch costs in a phase.
   *
   * @param frozenSeconds for what the frozen stages say of it, with its preparation
   * @param stepSeconds for a step of the other stages and the heads; with its preparation where
   *     nothing is kept
   * @param validationSeconds for the same without gradients
   */
  public record Cost(double frozenSeconds, double stepSeconds, double validationSeconds) {}

  /**
   * Measures a phase.
   *
   * @param training gives what the first stage reads, at least one example
   * @param plain the same examples as validation reads them
   * @param cached whether frozen stages are run once an example, apart from the steps
   */
  public Cost of(Phase phase, BatchSource training, BatchSource plain, boolean cached) {
    int from = cached ? phase.freezing().boundary(network.backbone()) : 0;
    int size = Math.min(plan.batch(), training.examples().size());
    List<Integer> indices = IntStream.range(0, size).boxed().toList();
    Batch batch = training.batch(indices, plan.seed(), 1);
    double varied = seconds(i -> training.batch(indices, plan.seed(), i + 1));
    double read = seconds(i -> plain.batch(indices, plan.seed(), 0));
    double frozen = from == 0 ? 0 : varied + seconds(i -> behind(batch, from));
    Batch rest = from == 0 ? batch : behind(batch, from);
    try (Rehearsal rehearsal = new Rehearsal(network, task, plan, phase)) {
      Cost computed = measure(rehearsal, Map.of(Task.ONLY, rest), from, precision(phase, from));
      return new Cost(
          frozen,
          computed.stepSeconds() + (from == 0 ? varied : 0),
          computed.validationSeconds() + (from == 0 ? read : 0));
    }
  }

  private static Cost measure(
      Rehearsal rehearsal, Map<String, Batch> rest, int from, Precision precision) {
    return new Cost(
        0,
        seconds(i -> rehearsal.step(rest, from, precision, i, TINY_RATE)),
        seconds(i -> rehearsal.evaluate(rest, from)));
  }

  private Precision precision(Phase phase, int from) {
    boolean stagesTrain = from == 0 && phase.freezing().boundary(network.backbone()) < stages();
    return stagesTrain ? plan.precision() : Precision.F32;
  }

  private static double seconds(Go go) {
    List<Double> times = new ArrayList<>();
    Stopwatch all = new Stopwatch();
    for (int i = 0; i < FEWEST || (i < MOST && all.seconds() < ENOUGH_SECONDS); i++) {
      Stopwatch one = new Stopwatch();
      go.run(i);
      times.add(one.seconds());
    }
    List<Double> warm = times.subList(1, times.size()).stream().sorted().toList();
    return warm.get(warm.size() / 2);
  }

  private int stages() {
    return network.backbone().stages().size();
  }

  /** Computes what the frozen stages say of the batch, pooled where that is all of them. */
  private Batch behind(Batch batch, int from) {
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

  /** One of several goes, by its number. */
  @FunctionalInterface
  private interface Go {

    /** Does it. */
    void run(int number);
  }
}
