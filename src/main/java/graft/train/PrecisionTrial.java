package graft.train;

import graft.data.Batch;
import graft.engine.Precision;
import graft.task.Network;
import graft.task.Task;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Compares precisions over the first batches of a phase, from the same weights and without a trace:
 * how far their numbers differ, and how long a batch takes in each.
 *
 * <p>Both take turns, so that a busy machine slows both, and the quickest batch of each counts. The
 * first one, for which programs are compiled, is not timed.
 */
public final class PrecisionTrial {

  /** Batches over which numbers are compared. */
  static final int BATCHES = 3;

  private static final int TIMED = 2;

  private final Network network;
  private final Task task;
  private final TrainingPlan plan;
  private final LongSupplier nanoTime;
  private double loss;
  private double norm;
  private double exactSeconds = Double.POSITIVE_INFINITY;
  private double roughSeconds = Double.POSITIVE_INFINITY;

  /** Prepares one trial on the machine's clock. */
  public PrecisionTrial(Network network, Task task, TrainingPlan plan) {
    this(network, task, plan, System::nanoTime);
  }

  /**
   * @param nanoTime a clock
   */
  PrecisionTrial(Network network, Task task, TrainingPlan plan, LongSupplier nanoTime) {
    this.network = network;
    this.task = task;
    this.plan = plan;
    this.nanoTime = nanoTime;
  }

  /**
   * Compares.
   *
   * @param phase in which stages train
   * @param feed whose sources give what the first stage reads
   */
  public PrecisionVerdict run(Phase phase, Feed feed) {
    try (Rehearsal rehearsal = new Rehearsal(network, task, plan, phase)) {
      Lockstep order = new Lockstep(feed.training(), plan.batch(), plan.seed(), 1);
      int compared = Math.min(BATCHES, order.steps());
      int size = size(order.step(0));
      int timed = 0;
      for (int step = 0; step < compared || timed < TIMED; step++) {
        Map<String, Batch> batch = order.step(step < compared ? step : 0);
        boolean counts = step > 0 && size(batch) == size;
        compare(rehearsal, batch, feed.from(), step, counts);
        timed += counts ? 1 : 0;
      }
    }
    return new PrecisionVerdict(exactSeconds, roughSeconds, loss, norm);
  }

  private void compare(
      Rehearsal rehearsal, Map<String, Batch> batch, int from, int step, boolean timed) {
    long start = nanoTime.getAsLong();
    Rehearsal.Sample exact = rehearsal.sample(batch, from, Precision.F32, step);
    long between = nanoTime.getAsLong();
    rehearsal.putBack(); // statistics of norms move with each batch
    long again = nanoTime.getAsLong();
    Rehearsal.Sample rough = rehearsal.sample(batch, from, Precision.BF16, step);
    long end = nanoTime.getAsLong();
    rehearsal.putBack();
    loss = Math.max(loss, difference(exact.loss(), rough.loss()));
    norm = Math.max(norm, difference(exact.norm(), rough.norm()));
    if (timed) {
      exactSeconds = Math.min(exactSeconds, (between - start) / 1e9);
      roughSeconds = Math.min(roughSeconds, (end - again) / 1e9);
    }
  }

  private static int size(Map<String, Batch> batches) {
    return batches.values().stream().mapToInt(Batch::size).sum();
  }

  /** A difference that is no number counts as the largest one. */
  private static double difference(double exact, double rough) {
    double difference = Math.abs(rough - exact) / Math.max(Math.abs(exact), Double.MIN_NORMAL);
    return Double.isNaN(difference) ? Double.MAX_VALUE : difference;
  }
}
