package graft;

import graft.backbone.Architecture;
import graft.backbone.ParameterSpec;
import graft.data.BatchSource;
import graft.data.Part;
import graft.feature.PendingFeatures;
import graft.task.Network;
import graft.task.Task;
import graft.train.CostProbe;
import graft.train.FeatureScaling;
import graft.train.Phase;
import graft.train.RateFinder;
import graft.train.SteadyTime;
import graft.train.TrainingPlan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Estimates how long a run takes from what batches cost in its first and last phase; phases between
 * the two lie between them, by what the stages cost that are frozen in them.
 */
final class Estimates {

  /** Of hashing and writing weights and features, measured on one core of a cloud machine. */
  private static final double BYTES_PER_SECOND = 250e6;

  /** Of reading kept features, into the tensors of a batch too. */
  private static final double BYTES_READ_PER_SECOND = 1e9;

  /**
   * Of a step of the loop beside what a trial repeats: gathering rows, telling how far it is.
   * Measured on a machine with two cores, as the difference for a head on kept features.
   */
  private static final double SECONDS_AROUND_A_STEP = 1.5e-3;

  private static final int TRIAL_BATCHES = 6;

  /** Values, best values, and two moments of each. */
  private static final int KEPT_AT_A_CHECKPOINT = 4;

  /** Of the loop's time, checkpoints may take this share. */
  private static final double CHECKPOINT_SHARE = 0.05;

  private final Network network;
  private final TrainingPlan plan;
  private final Feeds feeds;
  private final CostProbe probe;
  private final BatchSource plain;
  private final int examples;
  private final int trainingBatches;
  private final int validationBatches;
  private final Map<Phase, FrozenFeatures.Trial> trials = new IdentityHashMap<>();
  private double secondsEach;
  private double shareOfSecondsEach = 1;
  private final CostProbe.Cost first;
  private final CostProbe.Cost last;

  /**
   * Measures.
   *
   * @param plan in the precision that is expected
   * @param feeds tell what is kept already
   */
  Estimates(Network network, Task task, TrainingPlan plan, Feeds feeds, DataReader reader) {
    this.network = network;
    this.plan = plan;
    this.feeds = feeds;
    this.probe = new CostProbe(network, task, plan);
    this.plain = reader.part(Part.TRAIN);
    this.examples = plain.examples().size();
    this.trainingBatches = batches(examples);
    this.validationBatches = batches(reader.part(Part.VALIDATION).examples().size());
    int firstEpoch = 1;
    for (Phase phase : plan.phases()) {
      feeds.trial(phase, firstEpoch).ifPresent(trial -> trials.put(phase, trial));
      firstEpoch += phase.epochs();
    }
    this.last = cost(plan.last(), plan.firstEpochOfLast());
    this.first = plan.phases().size() == 1 ? last : cost(plan.phases().get(0), 1);
  }

  /** Returns what a step of the last phase takes. */
  double stepSeconds() {
    return last.stepSeconds();
  }

  /** Returns how many steps an epoch has. */
  int steps() {
    return trainingBatches;
  }

  /**
   * Returns what the shortest useful run takes: a step, a validation and keeping the weights.
   *
   * @param scales whether features are brought to one scale first
   */
  double leastSeconds(boolean scales) {
    return (scales ? scaleSeconds(FeatureScaling.FEWEST) : 0)
        + first.stepSeconds()
        + validationBatches * first.validationSeconds()
        + endSeconds(0);
  }

  private double scaleSeconds(int most) {
    boolean computes = !trials.containsKey(plan.phases().get(0));
    return computes ? batches(Math.min(most, examples)) * first.validationSeconds() : 0;
  }

  /**
   * Adds everything up.
   *
   * @param scales whether features are brought to one scale first
   * @param sweeps whether a sweep looks for the rate
   * @param tries whether a trial decides the precision
   */
  Forecast forecast(boolean scales, boolean sweeps, boolean tries) {
    List<Forecast.PhaseForecast> phases = new ArrayList<>();
    double loop = 0;
    for (Phase phase : plan.phases()) {
      Forecast.PhaseForecast expected = phase(phase);
      phases.add(expected);
      loop += phase.epochs() * expected.epochSeconds();
    }
    double before = scales ? scaleSeconds(FeatureScaling.EXAMPLES) : 0;
    before += sweeps ? RateFinder.STEPS * last.stepSeconds() : 0;
    before += tries ? TRIAL_BATCHES * last.stepSeconds() : 0;
    return new Forecast(before, phases, endSeconds(loop), plan.patience());
  }

  private Forecast.PhaseForecast phase(Phase phase) {
    double share = place(phase);
    double step = SECONDS_AROUND_A_STEP + between(first.stepSeconds(), last.stepSeconds(), share);
    double validation = between(first.validationSeconds(), last.validationSeconds(), share);
    double features = 0;
    if (trials.containsKey(phase)) {
      long rowBytes = feeds.rowBytes(phase);
      double each = secondsEach * frozenShare(phase) / shareOfSecondsEach;
      features = trials.get(phase).missing() * (each + rowBytes / BYTES_PER_SECOND);
      step += plan.batch() * rowBytes / BYTES_READ_PER_SECOND;
      validation += plan.batch() * rowBytes / BYTES_READ_PER_SECOND;
    }
    return new Forecast.PhaseForecast(
        phase.epochs(), features, trainingBatches * step, validationBatches * validation);
  }

  /** Returns where a phase lies between the first, 0, and the last, 1. */
  private double place(Phase phase) {
    double from = frozenShare(plan.phases().get(0));
    double to = frozenShare(plan.last());
    return from == to ? 1 : (frozenShare(phase) - from) / (to - from);
  }

  private double frozenShare(Phase phase) {
    Architecture backbone = network.backbone();
    List<long[]> shapes = backbone.shapes();
    double frozen = 0;
    double all = 0;
    for (int i = 0; i < backbone.stages().size(); i++) {
      double cost = backbone.stages().get(i).multiplyAdds(shapes.get(i));
      all += cost;
      frozen += i < boundary(phase) ? cost : 0;
    }
    return frozen / all;
  }

  private static double between(double from, double to, double share) {
    return from + (to - from) * share;
  }

  /**
   * Checkpoints, the first one apart, may take a share of the loop; then best and last are kept.
   */
  private double endSeconds(double loopSeconds) {
    double changing = bytes(true);
    double checkpoint = KEPT_AT_A_CHECKPOINT * changing / BYTES_PER_SECOND;
    double more = Math.min(CHECKPOINT_SHARE * loopSeconds, loopSeconds * checkpoint);
    return checkpoint + more + (bytes(false) + 2 * changing) / BYTES_PER_SECOND;
  }

  private double bytes(boolean changingOnly) {
    return Float.BYTES
        * Stream.concat(
                network.backbone().parameters().stream(),
                network.heads().stream().flatMap(head -> head.parameters().stream()))
            .filter(spec -> !changingOnly || plan.last().freezing().changes(spec))
            .mapToDouble(ParameterSpec::size)
            .sum();
  }

  private CostProbe.Cost cost(Phase phase, int firstEpoch) {
    List<Integer> batch = IntStream.range(0, Math.min(plan.batch(), examples)).boxed().toList();
    FrozenFeatures.Trial trial = trials.get(phase);
    if (trial == null) {
      return probe.ofInputs(phase, batch, feeds.training(boundary(phase)), plain);
    }
    boolean ofTraining = trial.training().size() > 0;
    compute(phase, ofTraining ? trial.training() : trial.validation());
    int ready = ofTraining ? trial.training().done() : examples;
    List<Integer> kept = batch.stream().map(index -> index % ready).toList();
    return probe.ofFeatures(phase, trial.features().batch(kept, plan.seed(), firstEpoch));
  }

  /** Measures on what the run needs, so that nothing is computed for the estimate alone. */
  private void compute(Phase phase, PendingFeatures pending) {
    double measured;
    try {
      measured = SteadyTime.each(() -> feeds.next(pending));
    } finally {
      pending.flush(); // also where somebody stops it
    }
    if (pending.done() > 0) {
      secondsEach = measured;
      shareOfSecondsEach = frozenShare(phase);
    }
  }

  private int boundary(Phase phase) {
    return phase.freezing().boundary(network.backbone());
  }

  private int batches(int examples) {
    return (examples + plan.batch() - 1) / plan.batch();
  }
}
