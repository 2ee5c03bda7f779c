package graft.train;

import ai.djl.ndarray.NDArray;
import graft.backbone.Mode;
import graft.data.Batch;
import graft.data.Draw;
import graft.engine.Precision;
import graft.engine.Torch;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.FloatTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Trains and validates single epochs. */
final class EpochRunner {

  private static final String VALIDATION = "validation";

  private final TrainingPlan plan;
  private final Task task;
  private final Network network;
  private final StepRunner runner;
  private final Optimizers optimizers;
  private final TrainingListener listener;
  private final LossGuard guard = new LossGuard();
  private final Deadline deadline;

  EpochRunner(
      Network network,
      Task task,
      TrainingPlan plan,
      Optimizers optimizers,
      TrainingListener listener) {
    this.network = network;
    this.task = task;
    this.plan = plan;
    this.optimizers = optimizers;
    this.listener = listener;
    this.runner = new StepRunner(network, task);
    this.deadline = new Deadline(plan.timeLimitSeconds());
  }

  /**
   * How an epoch ended.
   *
   * @param values empty where the user stopped it
   * @param cutShort whether the time limit ended it before its last batch
   */
  record Ended(Optional<EpochValues> values, boolean cutShort) {}

  /**
   * What an earlier process has done of an epoch.
   *
   * @param said what the heads said in it, by stream and head
   */
  record Begun(EpochPart part, Map<String, FloatTensor> said) {

    static final Begun NOTHING = new Begun(EpochPart.NONE, Map.of());
  }

  /** Is told of each step of an epoch. */
  interface StepListener {

    /** Called between two steps, when weights and tally belong together. */
    void stepEnded(EpochPart part, Tally tally);
  }

  LossGuard guard() {
    return guard;
  }

  Ended run(int epoch, Feed feed, Begun begun, StepListener steps) {
    Stopwatch watch = new Stopwatch();
    watch.resumeAfter(begun.part().seconds());
    Lockstep order = new Lockstep(feed.training(), plan.batch(), plan.seed(), epoch);
    Tally tally = tally(begun, order);
    int first = begun.part().steps();
    int done =
        pass(
            epoch,
            order,
            feed,
            tally,
            first,
            step -> steps.stepEnded(tally.part(step, watch.seconds()), tally));
    if (listener.stopRequested()) {
      return new Ended(Optional.empty(), false);
    }
    Map<String, Double> values = new LinkedHashMap<>(tally.series("training"));
    values.putAll(validate(epoch, feed));
    double rate = rate(epoch, order.steps(), done - 1);
    return new Ended(
        Optional.of(new EpochValues(epoch, watch.seconds(), rate, values)),
        done < order.steps() || (epoch < plan.epochs() && deadline.passed()));
  }

  private Tally tally(Begun begun, Lockstep order) {
    Tally tally = new Tally(task);
    if (begun.part().steps() > 0) {
      tally.resumeAfter(begun.part(), begun.said(), order.before(begun.part().steps()));
    }
    return tally;
  }

  /** Returns how many steps of the epoch are taken at its end, those before the first included. */
  private int pass(
      int epoch, Lockstep order, Feed feed, Tally tally, int first, IntConsumer ended) {
    Mode mode = mode(plan.phaseOf(epoch), feed);
    int validations = new Lockstep(feed.validation(), plan.batch(), plan.seed(), 0).steps();
    List<NDArray> parameters = optimizers.parameters();
    Stopwatch watch = new Stopwatch();
    for (int step = first; step < order.steps(); step++) {
      if (listener.stopRequested() || (step > 0 && deadline.passed())) {
        return step;
      }
      Map<String, Batch> batches = order.step(step);
      seed(epoch, step);
      int number = step + 1;
      double factor = factor(epoch, order.steps(), step);
      double rate = rate(epoch, order.steps(), step);
      StepRunner.Use use =
          (loss, gradients) -> {
            guard.check(loss, epoch, number, rate);
            optimizers.step(gradients, factor);
          };
      Map<String, Double> losses = runner.train(batches, feed.from(), mode, tally, parameters, use);
      deadline.reserveAtMost(watch.seconds() / (number - first) * validations);
      listener.batchEnded(epoch, number, order.steps(), losses.get(StepRunner.LOSS));
      ended.accept(number);
    }
    return order.steps();
  }

  /** Torch's own generator is needed where a layer draws. */
  private void seed(int epoch, int step) {
    if (plan.phaseOf(epoch).freezing().draws()) {
      Torch.seed(new Draw(plan.seed(), "step", epoch, Integer.toString(step)).seed());
    }
  }

  private Mode mode(Phase phase, Feed feed) {
    boolean stagesTrain =
        phase.freezing().boundary(network.backbone()) < network.backbone().stages().size();
    Precision precision = stagesTrain && feed.from() == 0 ? plan.precision() : Precision.F32;
    return new Mode(phase.freezing().active(), precision);
  }

  private double factor(int epoch, int stepsPerEpoch, int step) {
    int before = (epoch - plan.firstEpochOf(epoch)) * stepsPerEpoch;
    int steps = plan.phaseOf(epoch).epochs() * stepsPerEpoch;
    return plan.updates().schedule().factor(before + step, steps);
  }

  private double rate(int epoch, int stepsPerEpoch, int step) {
    return plan.phaseOf(epoch).rates().largest() * factor(epoch, stepsPerEpoch, step);
  }

  private Map<String, Double> validate(int epoch, Feed feed) {
    Stopwatch watch = new Stopwatch();
    Tally tally = new Tally(task);
    Lockstep order = new Lockstep(feed.validation(), plan.batch(), plan.seed(), 0);
    for (int step = 0; step < order.steps(); step++) {
      runner.evaluate(order.step(step), feed.from(), tally);
    }
    deadline.reserve(watch.seconds());
    Map<String, Double> series = tally.series(VALIDATION);
    requireMeasured(series);
    double loss = series.get(VALIDATION + " " + StepRunner.LOSS);
    guard.checkValidation(loss, epoch, plan.phaseOf(epoch).rates().largest());
    return series;
  }

  private void requireMeasured(Map<String, Double> series) {
    if (!series.containsKey(plan.decidingSeries())) {
      throw new IllegalArgumentException(
          "deciding series must be one of %s, received '%s'"
              .formatted(series.keySet(), plan.decidingSeries()));
    }
  }

  String limitReached(int epoch) {
    return "the time limit ended training in epoch %d; a run that a limit cuts cannot be repeated exactly"
        .formatted(epoch);
  }
}
