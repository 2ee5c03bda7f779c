package graft.train;

import graft.data.Batch;
import graft.task.Network;
import graft.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Trains for a moment at rates that rise from step to step, and suggests the rate at which the loss
 * falls most steeply. Weights, statistics, optimizers, counters and order are as before after that.
 *
 * @see <a href="https://arxiv.org/abs/1506.01186">Smith (2015)</a>
 */
public final class RateFinder {

  /** Steps of a sweep at most. */
  public static final int STEPS = 100;

  private static final double LOWEST = 1e-6;
  private static final double HIGHEST = 1;

  /** Weight of the past in the running mean. */
  private static final double MEMORY = 0.9;

  /** The sweep ends where the running mean is this many times its lowest value. */
  private static final double LOST = 4;

  /** The loss must fall by this share for a valley. */
  private static final double CLEAR = 0.1;

  /** Steps over which a slope is measured. */
  private static final int WINDOW = 5;

  private final Network network;
  private final Task task;
  private final TrainingPlan plan;
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();
  private final List<Double> smoothed = new ArrayList<>();
  private boolean cut;

  /**
   * @param plan whose last phase is swept; its rates keep their ratios
   */
  public RateFinder(Network network, Task task, TrainingPlan plan) {
    this.network = network;
    this.task = task;
    this.plan = plan;
  }

  /**
   * Sweeps.
   *
   * @param subject the line that names what is swept on what
   * @param feed of the plan's last phase
   * @throws CancellationException if the listener asked to stop
   */
  public RateSweep sweep(String subject, Feed feed, TrainingListener listener) {
    return sweep(subject, feed, listener, () -> false);
  }

  /**
   * Sweeps as long as there is time.
   *
   * @param outOfTime is asked before each step; once true, there is no suggestion
   */
  public RateSweep sweep(
      String subject, Feed feed, TrainingListener listener, BooleanSupplier outOfTime) {
    Phase phase = plan.last();
    try (Rehearsal rehearsal = new Rehearsal(network, task, plan, phase)) {
      run(rehearsal, phase, feed, listener, outOfTime);
    }
    OptionalDouble suggestion = cut ? OptionalDouble.empty() : suggestion();
    return new RateSweep(subject, "", "", rates, losses, smoothed, suggestion, reason(suggestion));
  }

  private void run(
      Rehearsal rehearsal,
      Phase phase,
      Feed feed,
      TrainingListener listener,
      BooleanSupplier outOfTime) {
    double mean = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int step = 0; step < STEPS; step++) {
      if (listener.stopRequested()) {
        throw new CancellationException("stopped while looking for a learning rate");
      }
      if (outOfTime.getAsBoolean()) {
        cut = true;
        return;
      }
      listener.preparing("learning rates tried", step, STEPS);
      double rate = LOWEST * Math.pow(HIGHEST / LOWEST, (double) step / (STEPS - 1));
      double loss =
          rehearsal.step(batch(feed, step), feed.from(), step, rate / phase.rates().largest());
      mean = MEMORY * mean + (1 - MEMORY) * loss;
      double level = mean / (1 - Math.pow(MEMORY, step + 1));
      lowest = Math.min(lowest, level);
      if (!Double.isFinite(loss) || level > LOST * lowest) {
        return;
      }
      rates.add(rate);
      losses.add(loss);
      smoothed.add(level);
    }
  }

  /** Passes the examples as training would, epoch after epoch. */
  private Map<String, Batch> batch(Feed feed, int step) {
    int steps = new Lockstep(feed.training(), plan.batch(), plan.seed(), 1).steps();
    int epoch = 1 + step / steps;
    return new Lockstep(feed.training(), plan.batch(), plan.seed(), epoch).step(step % steps);
  }

  /** Returns the rate in the middle of the steepest fall before the lowest point. */
  private OptionalDouble suggestion() {
    int bottom = bottom();
    if (smoothed.isEmpty() || fall(bottom) < CLEAR) {
      return OptionalDouble.empty();
    }
    int steepest = -1;
    double slope = 0;
    for (int i = WINDOW; i <= bottom; i++) {
      double change = smoothed.get(i) - smoothed.get(i - WINDOW);
      if (change < slope) {
        slope = change;
        steepest = i;
      }
    }
    return steepest < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(rates.get(steepest - WINDOW / 2));
  }

  private int bottom() {
    int bottom = 0;
    for (int i = 1; i < smoothed.size(); i++) {
      bottom = smoothed.get(i) < smoothed.get(bottom) ? i : bottom;
    }
    return bottom;
  }

  private double fall(int bottom) {
    return 1 - smoothed.get(bottom) / smoothed.get(Math.min(WINDOW, smoothed.size() - 1));
  }

  private String reason(OptionalDouble suggestion) {
    if (cut) {
      return "no time to look further";
    }
    if (suggestion.isPresent()) {
      return "the loss falls most steeply there";
    }
    return smoothed.isEmpty()
        ? "no clear valley: the loss is no number from the start"
        : "no clear valley: the loss fell by less than %.0f %%".formatted(100 * CLEAR);
  }
}
