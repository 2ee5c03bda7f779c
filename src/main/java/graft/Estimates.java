package graft;

import graft.data.BatchSource;
import graft.data.Part;
import graft.task.Network;
import graft.task.Task;
import graft.train.CostProbe;
import graft.train.Phase;
import graft.train.TrainingPlan;
import java.util.List;
import java.util.OptionalDouble;

/** Estimates how long a run takes at most, from what a batch costs in its first and last phase. */
final class Estimates {

  private final Network network;
  private final TrainingPlan plan;
  private final CostProbe probe;
  private final int trainingBatches;
  private final int validationBatches;

  Estimates(Network network, Task task, TrainingPlan plan, DataReader reader) {
    this.network = network;
    this.plan = plan;
    BatchSource examples = reader.part(Part.TRAIN);
    this.probe = new CostProbe(network, task, plan, examples);
    this.trainingBatches = batches(examples.examples().size());
    this.validationBatches = batches(reader.part(Part.VALIDATION).examples().size());
  }

  /**
   * How long a run takes at most.
   *
   * @param frozenSeconds for what frozen stages say of the examples, once
   * @param loopSeconds for the rest
   */
  record Times(double frozenSeconds, double loopSeconds) {

    double seconds() {
      return frozenSeconds + loopSeconds;
    }

    /** Returns whether the frozen part takes less than half of a time limit. */
    boolean leavesTimeToTrain(OptionalDouble limitSeconds) {
      return limitSeconds.isEmpty() || frozenSeconds < limitSeconds.getAsDouble() / 2;
    }
  }

  /**
   * Measures and extrapolates.
   *
   * @param caches whether frozen stages are run once an example, apart from the steps
   */
  Times times(boolean caches) {
    List<Phase> phases = plan.phases();
    CostProbe.Cost last = cost(phases.get(phases.size() - 1), caches);
    CostProbe.Cost first = phases.size() == 1 ? last : cost(phases.get(0), caches);
    double loop = 0;
    for (Phase phase : phases) {
      loop += phase.epochs() * epoch(phase == phases.get(0) ? first : last);
    }
    return new Times(first.frozenSeconds() * (trainingBatches + validationBatches), loop);
  }

  private double epoch(CostProbe.Cost cost) {
    return trainingBatches * cost.stepSeconds() + validationBatches * cost.validationSeconds();
  }

  private CostProbe.Cost cost(Phase phase, boolean caches) {
    return probe.of(phase, caches && phase.freezing().boundary(network.backbone()) > 0);
  }

  private int batches(int examples) {
    return (examples + plan.batch() - 1) / plan.batch();
  }
}
