package graft.train;

import graft.backbone.ParameterSpec;
import graft.data.Batch;
import graft.data.BatchSource;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains what a freeze policy leaves trainable: one loop for every task, with one or more named
 * batch sources a step. After {@link #fit} the weights of the best validation epoch are live, those
 * of the start where it was stopped before the end of the first.
 */
public final class FineTuner {

  private static final String VALIDATION = "validation";

  private final Network network;
  private final Task task;
  private final Freezing freezing;
  private final TrainingPlan plan;
  private final StepRunner runner;
  private Map<String, FloatTensor> last = Map.of();

  /**
   * @param network what is trained, in place; belongs to the caller
   * @throws IllegalArgumentException if nothing trains
   */
  public FineTuner(Network network, Task task, Freezing freezing, TrainingPlan plan) {
    if (freezing.trainable().isEmpty()) {
      throw new IllegalArgumentException("freeze policy leaves no trainable parameter");
    }
    this.network = network;
    this.task = task;
    this.freezing = freezing;
    this.plan = plan;
    this.runner = new StepRunner(network, task);
  }

  /**
   * Trains.
   *
   * @param training by stream name
   * @param validation by stream name
   * @param from index of the stage that reads what the sources give; stages before it are not run
   * @return what was measured; its outcome is {@link Outcome#FINISHED} or {@link
   *     Outcome#INTERRUPTED}
   * @throws IllegalArgumentException if a source is empty, or nothing measures the deciding metric
   * @throws DivergenceException if the loss stops being a number; the last good weights are live
   */
  public Fit fit(
      Map<String, BatchSource> training,
      Map<String, BatchSource> validation,
      int from,
      TrainingListener listener) {
    requireExamples("training", training);
    requireExamples("validation", validation);
    Run run = new Run(training, validation, from, listener);
    try (Optimizers optimizers = new Optimizers(network, freezing, plan);
        Snapshot best = new Snapshot(network.tensors(), changing())) {
      return run.train(optimizers, best);
    }
  }

  private static void requireExamples(String part, Map<String, BatchSource> sources) {
    sources.forEach(
        (stream, source) -> {
          if (source.examples().isEmpty()) {
            throw new IllegalArgumentException(
                "%s needs at least one example, received none of '%s'; change the split"
                    .formatted(part, stream));
          }
        });
  }

  /** Returns the tensors that training could change as the last step left them; empty before. */
  public Map<String, FloatTensor> lastWeights() {
    return last;
  }

  /** Names the tensors that a run can change: what trains, and statistics that move. */
  private List<String> changing() {
    List<String> names = new ArrayList<>();
    for (ParameterSpec spec : network.parameters()) {
      String layer = spec.name().substring(0, spec.name().lastIndexOf('.'));
      if (freezing.trainable().contains(spec.name())
          || (!spec.learned() && freezing.movingNorms().contains(layer))) {
        names.add(spec.name());
      }
    }
    return names;
  }

  /** One run's counters. */
  private final class Run {

    private final Map<String, BatchSource> training;
    private final Map<String, BatchSource> validation;
    private final int from;
    private final TrainingListener listener;
    private final List<EpochValues> epochs = new ArrayList<>();
    private final Best bestEpoch = new Best(plan);
    private final long started = System.nanoTime();

    Run(
        Map<String, BatchSource> training,
        Map<String, BatchSource> validation,
        int from,
        TrainingListener listener) {
      this.training = training;
      this.validation = validation;
      this.from = from;
      this.listener = listener;
    }

    Fit train(Optimizers optimizers, Snapshot best) {
      Outcome outcome;
      try {
        outcome = trainEpochs(optimizers, best);
      } catch (DivergenceException e) {
        best.restore();
        listener.epochEnded(fit(Outcome.FAILED));
        throw e;
      }
      last = network.tensors().read(changing());
      if (bestEpoch.epoch() > 0 || outcome == Outcome.INTERRUPTED) {
        best.restore();
      }
      Fit fit = fit(outcome);
      listener.epochEnded(fit);
      return fit;
    }

    private Outcome trainEpochs(Optimizers optimizers, Snapshot best) {
      for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
        long start = System.nanoTime();
        Tally tally = new Tally(task);
        if (!pass(epoch, optimizers, tally)) {
          return Outcome.INTERRUPTED;
        }
        Map<String, Double> values = new LinkedHashMap<>(tally.series("training"));
        values.putAll(validate(epoch));
        epochs.add(new EpochValues(epoch, seconds(start), values));
        if (bestEpoch.improves(epoch, values)) {
          best.take();
        }
        listener.epochEnded(fit(Outcome.RUNNING));
        if (plan.patience() > 0 && epoch - bestEpoch.epoch() >= plan.patience()) {
          return Outcome.FINISHED;
        }
      }
      return Outcome.FINISHED;
    }

    /** Trains one epoch; returns false if it was asked to stop. */
    private boolean pass(int epoch, Optimizers optimizers, Tally tally) {
      Lockstep order = new Lockstep(training, plan.batch(), plan.seed(), epoch);
      for (int step = 0; step < order.steps(); step++) {
        if (listener.stopRequested()) {
          return false;
        }
        Map<String, Batch> batches = order.step(step);
        Map<String, Double> losses = runner.train(batches, from, freezing.movingNorms(), tally);
        double loss = losses.get(StepRunner.LOSS);
        if (!Double.isFinite(loss)) {
          throw DivergenceException.ofTraining(loss, epoch, step + 1, plan.headRate());
        }
        optimizers.step();
        listener.batchEnded(epoch, step + 1, order.steps(), loss);
      }
      return !listener.stopRequested();
    }

    private Map<String, Double> validate(int epoch) {
      Tally tally = new Tally(task);
      Lockstep order = new Lockstep(validation, plan.batch(), plan.seed(), 0);
      for (int step = 0; step < order.steps(); step++) {
        runner.evaluate(order.step(step), from, tally);
      }
      Map<String, Double> series = tally.series(VALIDATION);
      requireMeasured(series);
      double loss = series.get(VALIDATION + " " + StepRunner.LOSS);
      if (!Double.isFinite(loss)) {
        throw DivergenceException.ofValidation(loss, epoch, plan.headRate());
      }
      return series;
    }

    private void requireMeasured(Map<String, Double> series) {
      if (!series.containsKey(plan.decidingSeries())) {
        throw new IllegalArgumentException(
            "deciding series must be one of %s, received '%s'"
                .formatted(series.keySet(), plan.decidingSeries()));
      }
    }

    private Fit fit(Outcome outcome) {
      return new Fit(
          epochs,
          plan.decidingSeries(),
          plan.higherIsBetter(),
          bestEpoch.epoch(),
          outcome,
          seconds(started));
    }

    private static double seconds(long since) {
      return (System.nanoTime() - since) / 1e9;
    }
  }
}
