package graft.train;

import java.util.Map;

/**
 * Remembers the best epoch. Of equal ones the one with the lower validation loss counts as better,
 * so that a metric in coarse steps does not decide by chance.
 */
final class Best {

  private final TrainingPlan plan;
  private int epoch;
  private double metric;
  private double loss;

  Best(TrainingPlan plan) {
    this.plan = plan;
  }

  int epoch() {
    return epoch;
  }

  /** Returns whether this epoch is better than all before. */
  boolean improves(int candidate, Map<String, Double> values) {
    double candidateMetric = values.get(plan.decidingSeries());
    double candidateLoss = values.get("validation " + StepRunner.LOSS);
    int sign = plan.higherIsBetter() ? 1 : -1;
    int order = epoch == 0 ? 1 : Double.compare(sign * candidateMetric, sign * metric);
    boolean better = order > 0 || (order == 0 && candidateLoss < loss);
    if (better) {
      epoch = candidate;
      metric = candidateMetric;
      loss = candidateLoss;
    }
    return better;
  }
}
