package graft.train;

import ai.djl.ndarray.NDArray;
import graft.GraftException;
import graft.backbone.Stage;
import graft.data.BatchSource;
import graft.engine.Transfer;
import graft.head.Head;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.FloatTensor;
import graft.tensor.LazyTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run's counters and native memory. Whoever makes it closes it. */
final class TrainingRun implements AutoCloseable {

  /** What the heads said in an epoch that is not complete. */
  private static final String SAID = "said/";

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
  private int begun;
  private EpochRunner.Begun part = EpochRunner.Begun.NOTHING;
  private boolean cut;
  private @Nullable String noCheckpoint;
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
      judgeBest();
    } catch (DivergenceException e) {
      fail(e);
      throw e.leaving(bestEpoch.epoch());
    } catch (RuntimeException e) {
      fail(e);
      throw e;
    }
    return end(outcome);
  }

  /** Whatever ends a run, the live weights are those of its best epoch, or of its start. */
  private void fail(RuntimeException cause) {
    try {
      goBack();
      listener.epochEnded(fit(Outcome.FAILED));
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** A run whose best epoch is worse than a guess has learned nothing that could be kept. */
  private void judgeBest() {
    if (bestEpoch.epoch() > 0 && !bestEpoch.sound()) {
      int epoch = bestEpoch.epoch();
      runner.guard().checkBest(bestEpoch.loss(), epoch, plan.phaseOf(epoch).rates().largest());
      warnings.add(runner.guard().outOfProportion(bestEpoch.loss(), epoch));
    }
  }

  /** After a divergence only an epoch whose loss was in proportion counts as good. */
  private void goBack() {
    if (bestEpoch.sound()) {
      best.restore();
    } else {
      bestEpoch.forget();
      movement.undo();
    }
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
    RunProgress progress = checkpoint.progress();
    runner.guard().resumeAfter(progress.firstLoss());
    for (EpochValues epoch : progress.epochs()) {
      beginPhase(epoch.epoch());
      note(epoch);
    }
    if (progress.part().steps() > 0) {
      beginPhase(epochs.size() + 1);
      part = new EpochRunner.Begun(progress.part(), checkpoint.read(SAID));
    }
    checkpoint.copyInto(arrays());
    optimizers.resumeAfter(progress);
    watch.resumeAfter(progress.seconds());
    cut = progress.cut();
  }

  /** Returns all that a checkpoint keeps. */
  private Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    changing.forEach(name -> arrays.put("live/" + name, network.tensors().get(name)));
    best.arrays().forEach((name, array) -> arrays.put("best/" + name, array));
    optimizers.state().forEach((name, array) -> arrays.put("optimizer/" + name, array));
    if (checkpoints.keepsStart()) {
      movement.start().forEach((name, array) -> arrays.put("start/" + name, array));
    }
    return arrays;
  }

  /** A run that goes on within an epoch has begun its phase already. */
  private void beginPhase(int epoch) {
    if (plan.firstEpochOf(epoch) == epoch && begun < epoch) {
      begun = epoch;
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
    if (cut) {
      warnings.add(runner.limitReached(epochs.size()));
      return Outcome.FINISHED;
    }
    for (int epoch = epochs.size() + 1; epoch <= plan.epochs() && !stalled(); epoch++) {
      beginPhase(epoch);
      if (feed == null || plan.firstEpochOf(epoch) == epoch) {
        try {
          feed = checked(feeds.of(plan.phaseOf(epoch), plan.firstEpochOf(epoch)));
        } catch (CancellationException e) {
          return Outcome.INTERRUPTED; // what earlier phases learned stays
        }
      }
      EpochRunner.Ended ended = runner.run(epoch, feed, part, this::stepEnded);
      part = EpochRunner.Begun.NOTHING;
      if (ended.values().isEmpty()) {
        return Outcome.INTERRUPTED;
      }
      cut = ended.cutShort();
      end(ended.values().get());
      if (cut) {
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
    if (checkpoints.dueAfterEpoch()) {
      keepCheckpoint(progress(EpochPart.NONE), tensors(Map.of()));
    }
    listener.epochEnded(fit(Outcome.RUNNING));
  }

  private void stepEnded(EpochPart done, Tally tally) {
    if (checkpoints.dueAfterStep()) {
      keepCheckpoint(progress(done), tensors(tally.said()));
    }
  }

  private Map<String, LazyTensor> tensors(Map<String, FloatTensor> said) {
    Map<String, LazyTensor> tensors = new LinkedHashMap<>();
    arrays().forEach((name, array) -> tensors.put(name, Transfer.lazily(array)));
    said.forEach((name, values) -> tensors.put(SAID + name, LazyTensor.of(values)));
    return tensors;
  }

  /** Returns whether the epoch is the best so far. */
  private boolean note(EpochValues values) {
    epochs.add(values);
    double loss = values.values().get("validation " + StepRunner.LOSS);
    return bestEpoch.improves(values.epoch(), values.values(), runner.guard().isSound(loss));
  }

  /** A run must not end because its checkpoints cannot be written: it loses nothing by going on. */
  private void keepCheckpoint(RunProgress progress, Map<String, LazyTensor> tensors) {
    try {
      checkpoints.save(progress, tensors);
      noCheckpoint = null;
    } catch (GraftException e) {
      noCheckpoint =
          noCheckpoint == null
              ? "no checkpoint: %s; training goes on".formatted(e.getMessage())
              : noCheckpoint;
    }
  }

  private RunProgress progress(EpochPart done) {
    return new RunProgress(
        epochs,
        done,
        optimizers.steps(),
        optimizers.pushed(),
        runner.guard().first(),
        watch.seconds(),
        cut,
        plan.decisions());
  }

  /** Says once that checkpoints cannot be kept, and no longer when they can. */
  private List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (noCheckpoint != null) {
      all.add(noCheckpoint);
    }
    return all;
  }

  /** Epochs of earlier phases do not count: what opens late may take a while to help. */
  private boolean stalled() {
    int epoch = epochs.size();
    if (epoch == 0 || plan.patience() == 0 || epoch >= plan.epochs()) {
      return false;
    }
    int first = plan.firstEpochOf(plan.epochs());
    return epoch - Math.max(bestEpoch.improved(), first - 1) >= plan.patience();
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
        warnings());
  }

  @Override
  public void close() {
    optimizers.close();
    movement.close();
    best.close();
  }
}
