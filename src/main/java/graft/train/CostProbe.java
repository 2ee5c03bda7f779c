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
 * it. A program is compiled in its first calls, and compiled again for what they saw, so it is
 * called until it no longer gets faster, and only the later goes count.
 */
public final class CostProbe {

  private static final int FEWEST = 2;

  /** Twice as many goes as a program is compiled in. */
  private static final int COMPILED = 4;

  private static final int MOST = 15;

  /** Goes on as long as this, and longer only for what still gets faster. */
  private static final double ENOUGH_SECONDS = 0.3;

  private static final double LONGEST_SECONDS = 2;

  /** What takes less of the time before gets faster. */
  private static final double FASTER = 0.85;

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
   * @param frozenSeconds for what the frozen stages say of it, with its preparation; 0 where that
   *     was not measured
   * @param stepSeconds for a step of the other stages and the heads; with its preparation where
   *     nothing is kept
   * @param validationSeconds for the same without gradients
   */
  public record Cost(double frozenSeconds, double stepSeconds, double validationSeconds) {}

  /** What is known of the features of frozen stages. */
  public enum Features {
    /** Frozen stages are run in each step. */
    NOT_KEPT,
    /** Some are still to be computed, once an example. */
    TO_COMPUTE,
    /** All are kept already. */
    KEPT
  }

  /**
   * Measures a phase.
   *
   * @param training gives what the first stage reads, at least one example
   * @param plain the same examples as validation reads them
   * @param features what is known of those of the frozen stages
   */
  public Cost of(Phase phase, BatchSource training, BatchSource plain, Features features) {
    int from = features == Features.NOT_KEPT ? 0 : phase.freezing().boundary(network.backbone());
    int size = Math.min(plan.batch(), training.examples().size());
    List<Integer> indices = IntStream.range(0, size).boxed().toList();
    Batch batch = training.batch(indices, plan.seed(), 1);
    boolean prepares = from == 0 || features == Features.TO_COMPUTE;
    double varied = prepares ? seconds(i -> training.batch(indices, plan.seed(), i + 1)) : 0;
    double read = from == 0 ? seconds(i -> plain.batch(indices, plan.seed(), 0)) : 0;
    double frozen = prepares && from > 0 ? varied + seconds(i -> behind(batch, from)) : 0;
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
    while (goesOn(times, all.seconds())) {
      Stopwatch one = new Stopwatch();
      go.run(times.size());
      times.add(one.seconds());
    }
    List<Double> warm = times.subList(times.size() / 2, times.size()).stream().sorted().toList();
    return warm.get(warm.size() / 2);
  }

  private static boolean goesOn(List<Double> times, double seconds) {
    int done = times.size();
    if (done < FEWEST || done >= MOST || seconds >= LONGEST_SECONDS) {
      return done < FEWEST;
    }
    boolean faster = times.get(done - 1) < FASTER * times.get(done - 2);
    return done < COMPILED || seconds < ENOUGH_SECONDS || faster;
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
