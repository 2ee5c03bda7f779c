package graft.train;

import graft.backbone.Mode;
import graft.data.Batch;
import graft.data.Draw;
import graft.engine.GradientNorm;
import graft.engine.Precision;
import graft.engine.Torch;
import graft.task.Network;
import graft.task.Task;
import graft.weights.TensorHash;
import java.util.Map;

/**
 * Runs steps of a phase that leave no trace: when it is closed, every tensor is as before, bit for
 * bit. Order and draws follow from counters, so that there is nothing else to put back.
 */
final class Rehearsal implements AutoCloseable {

  private final Network network;
  private final Task task;
  private final TrainingPlan plan;
  private final Phase phase;
  private final StepRunner runner;
  private final Snapshot start;
  private final String hash;
  private final Optimizers optimizers;

  Rehearsal(Network network, Task task, TrainingPlan plan, Phase phase) {
    this.network = network;
    this.task = task;
    this.plan = plan;
    this.phase = phase;
    this.runner = new StepRunner(network, task);
    this.start =
        new Snapshot(
            network.tensors(),
            network.parameters().stream()
                .filter(phase.freezing()::changes)
                .map(spec -> spec.name())
                .toList());
    this.hash = hash();
    this.optimizers = new Optimizers(network, plan.updates());
    optimizers.begin(phase);
  }

  /** Returns the loss of a batch and the 2-norm of its gradients; nothing is moved along them. */
  Sample sample(Map<String, Batch> batches, int from, Precision precision, int step) {
    double[] norm = new double[1];
    double loss =
        run(
            batches,
            from,
            precision,
            step,
            (value, gradients) -> norm[0] = GradientNorm.of(gradients));
    return new Sample(loss, norm[0]);
  }

  /**
   * Takes a step in 32 bits.
   *
   * @param factor of the phase's rates
   * @return the loss before the step; the step is left out where it is no number
   */
  double step(Map<String, Batch> batches, int from, int step, double factor) {
    return step(batches, from, Precision.F32, step, factor);
  }

  /** Takes a step in another precision. */
  double step(Map<String, Batch> batches, int from, Precision precision, int step, double factor) {
    return run(
        batches,
        from,
        precision,
        step,
        (loss, gradients) -> {
          if (Double.isFinite(loss)) {
            optimizers.step(gradients, factor);
          }
        });
  }

  private double run(
      Map<String, Batch> batches, int from, Precision precision, int step, StepRunner.Use use) {
    if (phase.freezing().draws()) {
      Torch.seed(new Draw(plan.seed(), "rehearsal", 1, Integer.toString(step)).seed());
    }
    Mode mode = new Mode(phase.freezing().active(), precision);
    return runner
        .train(batches, from, mode, new Tally(task), optimizers.parameters(), use)
        .get(StepRunner.LOSS);
  }

  /**
   * What a batch gave.
   *
   * @param norm 2-norm of the gradients
   */
  record Sample(double loss, double norm) {}

  /** Computes a batch as validation does. */
  void evaluate(Map<String, Batch> batches, int from) {
    runner.evaluate(batches, from, new Tally(task));
  }

  /** Puts the tensors back; the optimizers' state stays. */
  void putBack() {
    start.restore();
  }

  private String hash() {
    return TensorHash.sha256(start.arrays().keySet(), network.tensors()::read);
  }

  @Override
  public void close() {
    start.restore();
    optimizers.close();
    boolean same = hash().equals(hash);
    start.close();
    if (!same) {
      throw new IllegalStateException("a trial left weights that are not those of before");
    }
  }
}
