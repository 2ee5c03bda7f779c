package graft.train;

import graft.data.Batch;
import graft.data.BatchSource;
import graft.engine.Precision;
import graft.task.Network;
import graft.task.Task;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Measures what a batch costs in the loop, on real examples and without a trace. */
public final class CostProbe {

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
   * What a batch costs in a phase.
   *
   * @param stepSeconds for a step; with its preparation where nothing is kept
   * @param validationSeconds for the same without gradients
   */
  public record Cost(double stepSeconds, double validationSeconds) {}

  /**
   * Measures a phase that reads what its examples are.
   *
   * @param indices the examples of a batch
   * @param training gives what the first stage reads
   * @param plain the same examples as validation reads them
   */
  public Cost ofInputs(
      Phase phase, List<Integer> indices, BatchSource training, BatchSource plain) {
    Cost computed = of(phase, training.batch(indices, plan.seed(), 1), 0);
    double varied = seconds(i -> training.batch(indices, plan.seed(), i + 1));
    double read = seconds(i -> plain.batch(indices, plan.seed(), 0));
    return new Cost(computed.stepSeconds() + varied, computed.validationSeconds() + read);
  }

  /**
   * Measures a phase that reads features.
   *
   * @param features of a batch, as the first stage behind the boundary reads them
   */
  public Cost ofFeatures(Phase phase, Batch features) {
    return of(phase, features, phase.freezing().boundary(network.backbone()));
  }

  private Cost of(Phase phase, Batch batch, int from) {
    Map<String, Batch> streams = Map.of(Task.ONLY, batch);
    Precision precision = precision(phase, from);
    try (Rehearsal rehearsal = new Rehearsal(network, task, plan, phase)) {
      return new Cost(
          seconds(i -> rehearsal.step(streams, from, precision, i, TINY_RATE)),
          seconds(i -> rehearsal.evaluate(streams, from)));
    }
  }

  private Precision precision(Phase phase, int from) {
    int stages = network.backbone().stages().size();
    boolean stagesTrain = from == 0 && phase.freezing().boundary(network.backbone()) < stages;
    return stagesTrain ? plan.precision() : Precision.F32;
  }

  /**
   * @param go is told how many there were before
   */
  private static double seconds(IntConsumer go) {
    int[] before = {0};
    return SteadyTime.each(
        () -> {
          go.accept(before[0]++);
          return 1;
        });
  }
}
