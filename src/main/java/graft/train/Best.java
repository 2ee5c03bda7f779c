package graft.train;

import java.util.Map;

/**
 * Remembers the best epoch. Of equal ones the one with the lower validation loss counts as better,
 * so that a metric in coarse steps does not decide by chance. An epoch whose loss is out of all
 * proportion is never better than one whose loss is not.
 *
 * <p>Patience asks something else: when the metric itself last became better. An equal value is no
 * improvement, whatever the loss does, as Keras counts it.
 */
final class Best {

  private final TrainingPlan plan;
  private int epoch;
  private int improved;
  private boolean sound;
  private double metric;
  private double highest;
  private double loss;

  Best(TrainingPlan plan) {
    this.plan = plan;
  }

  /** Returns the best epoch, 0 before the first. */
  int epoch() {
    return epoch;
  }

  /** Returns the last epoch whose metric was better than that of every epoch before. */
  int improved() {
    return improved;
  }

  /** Returns whether the best epoch's loss is in proportion. */
  boolean sound() {
    return sound;
  }

  /** Returns the validation loss of the best epoch. */
  double loss() {
    return loss;
  }

  /** Leaves no epoch to go back to. */
  void forget() {
    epoch = 0;
  }

  /**
   * Returns whether this epoch is better than all before.
   *
   * @param candidateSound whether its loss is in proportion
   */
  boolean improves(int candidate, Map<String, Double> values, boolean candidateSound) {
    double value = (plan.higherIsBetter() ? 1 : -1) * values.get(plan.decidingSeries());
    double candidateLoss = values.get("validation " + StepRunner.LOSS);
    if (improved == 0 || value > highest) {
      improved = candidate;
      highest = value;
    }
    boolean better = epoch == 0 || isBetter(candidateSound, value, candidateLoss);
    if (better) {
      epoch = candidate;
      sound = candidateSound;
      metric = value;
      loss = candidateLoss;
    }
    return better;
  }

  private boolean isBetter(boolean candidateSound, double value, double candidateLoss) {
    if (candidateSound != sound) {
      return candidateSound;
    }
    int order = Double.compare(value, metric);
    return order > 0 || (order == 0 && candidateLoss < loss);
  }
}
