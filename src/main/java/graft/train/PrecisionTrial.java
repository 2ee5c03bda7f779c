package graft.train;

import graft.data.Batch;
import graft.engine.Precision;
import graft.task.Network;
import graft.task.Task;
import java.util.Locale;
import java.util.Map;

/**
 * Compares precisions over the first batches of a phase, from the same weights and without a trace.
 */
public final class PrecisionTrial {

  private static final int BATCHES = 3;
  private static final double LARGEST_LOSS_DIFFERENCE = 0.01;
  private static final double LARGEST_NORM_DIFFERENCE = 0.05;

  private PrecisionTrial() {}

  /**
   * What was chosen, and why.
   *
   * @param chosen 16 bits where both differences are small enough
   * @param lossDifference largest relative difference of a batch's loss
   * @param normDifference largest relative difference of a batch's gradient norm
   */
  public record Verdict(Precision chosen, double lossDifference, double normDifference) {

    /** Returns the choice with its numbers. */
    public String words() {
      return String.format(
          Locale.ROOT,
          "%s, as over the first %d batches bf16 differs from f32 by %.2g %% in loss and %.2g %% in"
              + " gradient norm",
          chosen.word(),
          BATCHES,
          100 * lossDifference,
          100 * normDifference);
    }
  }

  /**
   * Compares.
   *
   * @param phase in which stages train
   * @param feed whose sources give what the first stage reads
   */
  public static Verdict run(Network network, Task task, TrainingPlan plan, Phase phase, Feed feed) {
    double loss = 0;
    double norm = 0;
    try (Rehearsal rehearsal = new Rehearsal(network, task, plan, phase)) {
      Lockstep order = new Lockstep(feed.training(), plan.batch(), plan.seed(), 1);
      for (int step = 0; step < Math.min(BATCHES, order.steps()); step++) {
        Map<String, Batch> batch = order.step(step);
        Rehearsal.Sample exact = sample(rehearsal, batch, feed.from(), Precision.F32, step);
        Rehearsal.Sample rough = sample(rehearsal, batch, feed.from(), Precision.BF16, step);
        loss = Math.max(loss, difference(exact.loss(), rough.loss()));
        norm = Math.max(norm, difference(exact.norm(), rough.norm()));
      }
    }
    boolean close = loss < LARGEST_LOSS_DIFFERENCE && norm < LARGEST_NORM_DIFFERENCE;
    return new Verdict(close ? Precision.BF16 : Precision.F32, loss, norm);
  }

  /** Statistics of norms move with each batch. */
  private static Rehearsal.Sample sample(
      Rehearsal rehearsal, Map<String, Batch> batch, int from, Precision precision, int step) {
    Rehearsal.Sample sample = rehearsal.sample(batch, from, precision, step);
    rehearsal.putBack();
    return sample;
  }

  /** A difference that is no number counts as the largest one. */
  private static double difference(double exact, double rough) {
    double difference = Math.abs(rough - exact) / Math.max(Math.abs(exact), Double.MIN_NORMAL);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }
}
