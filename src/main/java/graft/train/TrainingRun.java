package graft.train;

import ai.djl.ndarray.NDArray;
import graft.GraftException;
import graft.backbone.Stage;
import graft.data.BatchSource;
import graft.head.Head;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** One run's counters and native memory. Whoever makes it closes it. */
final class TrainingRun implements AutoCloseable {

  private final Network network;
  private final TrainingPlan plan;
  private final Set<String> changing;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final EpochRunner runner;
  private final Optimizers optimizers;
  private final Movement movement;
  private final Snapshot best;
  private final Best bestEpoch;
  private final List<EpochValues> epochs = new ArrayList<>();
  private final List<Milestone> milestones = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Stopwatch watch = new Stopwatch();
  private FreezeReceipt receipt = FreezeReceipt.NONE;
  private Map<String, FloatTensor> last = Map.of();

  TrainingRun(
      Network network,
      Task task,
      TrainingPlan plan,
      Set<String> changing,
      TrainingListener listener,
      Checkpoints checkpoints) {
    this.network = network;
    this.plan = plan;
    this.changing = changing;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.bestEpoch = new Best(plan);
    this.optimizers = new Optimizers(network, plan.updates());
    this.runner = new EpochRunner(network, task, plan, optimizers, listener);
    this.movement = new Movement(network, changing);
    this.best = new Snapshot(network.tensors(), changing);
  }

  /** Returns the tensors that training could change as the last step left them. */
  Map<String, FloatTensor> last() {
    return last;
  }

  Fit train(Feed.Supplier feeds) {
    Outcome outcome;
    try {
      checkpoints.newest().ifPresent(this::resume);
      outcome = trainPhases(feeds);
    } catch (DivergenceException e) {
      best.restore();
      listener.epochEnded(fit(Outcome.FAILED));
      throw e;
    }
    return end(outcome);
  }

  private Fit end(Outcome outcome) {
    receipt = movement.receipt(optimizers.pushed());
    last = network.tensors().read(changing);
    if (bestEpoch.epoch() > 0 || outcome == Outcome.INTERRUPTED) {
      best.restore();
    }
    Fit fit = fit(receipt.kept() ? outcome : Outcome.FAILED);
    listener.epochEnded(fit);
    return fit;
  }

  /** The groups of all phases so far must have begun before they take over their state. */
  private void resume(Checkpoint checkpoint) {
    for (EpochValues epoch : checkpoint.progress().epochs()) {
      beginPhase(epoch.epoch());
      note(epoch);
    }
    checkpoint.copyInto(arrays());
    optimizers.resumeAfter(checkpoint.progress());
    runner.guard().resumeAfter(checkpoint.progress().firstLoss());
    watch.resumeAfter(checkpoint.progress().seconds());
  }

  /** Returns all that a checkpoint keeps. */
  private Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    changing.forEach(name -> arrays.put("live/" + name, network.tensors().get(name)));
    best.arrays().forEach((name, array) -> arrays.put("best/" + name, array));
    optimizers.state().forEach((name, array) -> arrays.put("optimizer/" + name, array));
    return arrays;
  }

  private void beginPhase(int epoch) {
    if (plan.firstEpochOf(epoch) == epoch) {
      Phase phase = plan.phaseOf(epoch);
      optimizers.begin(phase);
      milestones.add(new Milestone(epoch, phase.name(), trainable(phase.freezing())));
    }
  }

  private List<String> trainable(Freezing freezing) {
    Stream<String> stages =
        network.backbone().stages().stream().filter(freezing::trains).map(Stage::name);
    Stream<String> heads = network.heads().stream().filter(freezing::trains).map(Head::name);
    return Stream.concat(stages, heads).toList();
  }

  private Outcome trainPhases(Feed.Supplier feeds) {
    Feed feed = null;
    for (int epoch = epochs.size() + 1; epoch <= plan.epochs() && !stalled(); epoch++) {
      beginPhase(epoch);
      if (feed == null || plan.firstEpochOf(epoch) == epoch) {
        try {
          feed = checked(feeds.of(plan.phaseOf(epoch), plan.firstEpochOf(epoch)));
        } catch (CancellationException e) {
          return Outcome.INTERRUPTED; // what earlier phases learned stays
        }
      }
      EpochRunner.Ended ended = runner.run(epoch, feed);
      if (ended.values().isEmpty()) {
        return Outcome.INTERRUPTED;
      }
      end(ended.values().get());
      if (ended.cutShort()) {
        warnings.add(runner.limitReached(epoch));
        return Outcome.FINISHED;
      }
    }
    return Outcome.FINISHED;
  }

  private void end(EpochValues values) {
    if (note(values)) {
      best.take();
    }
    keepCheckpoint();
    listener.epochEnded(fit(Outcome.RUNNING));
  }

  /** Returns whether the epoch is the best so far. */
  private boolean note(EpochValues values) {
    epochs.add(values);
    return bestEpoch.improves(values.epoch(), values.values());
  }

  /** A run must not end because its checkpoints cannot be written: it loses nothing by going on. */
  private void keepCheckpoint() {
    if (checkpoints.due()) {
      try {
        checkpoints.save(progress(), arrays());
      } catch (GraftException e) {
        warn("no checkpoint: " + e.getMessage());
      }
    }
  }

  private RunProgress progress() {
    return new RunProgress(
        epochs,
        optimizers.steps(),
        optimizers.pushed(),
        runner.guard().first(),
        watch.seconds(),
        plan.decisions());
  }

  private void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  /** Epochs of earlier phases do not count: what opens late may take a while to help. */
  private boolean stalled() {
    int epoch = epochs.size();
    if (epoch == 0 || plan.patience() == 0 || epoch >= plan.epochs()) {
      return false;
    }
    int first = plan.firstEpochOf(plan.epochs());
    return epoch - Math.max(bestEpoch.epoch(), first - 1) >= plan.patience();
  }

  private static Feed checked(Feed feed) {
    requireExamples("training", feed.training());
    requireExamples("validation", feed.validation());
    return feed;
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

  private Fit fit(Outcome outcome) {
    return new Fit(
        epochs,
        plan.decidingSeries(),
        plan.higherIsBetter(),
        bestEpoch.epoch(),
        outcome,
        watch.seconds(),
        milestones,
        receipt,
        warnings);
  }

  @Override
  public void close() {
    optimizers.close();
    movement.close();
    best.close();
  }
}
