package graft;

import graft.data.LabeledDataset;
import graft.train.CheckpointFiles.Pace;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.Balance;
import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FineTuneOptions.ScheduleChoice;
import graft.train.OptimizerKind;
import graft.train.RateChoice;
import graft.train.TrainingHistory;
import graft.train.TrainingOption;
import java.time.Duration;

/**
 * Describes a fine-tuning run; {@link #run} carries it out. What is not set depends on the case;
 * see {@link FineTuneOptions}.
 *
 * <pre>{@code
 * TrainingHistory history = Graft.fineTune(model, data).epochs(5).learningRate(1e-3).run();
 * }</pre>
 */
public final class FineTuneRun {

  private static final Pace CHECKPOINTS = Pace.atLeast(1);

  private final TransferModel model;
  private final LabeledDataset data;
  private final Workspace workspace;
  private FineTuneOptions options = FineTuneOptions.defaults();
  private String name = "";
  private boolean continues;
  private boolean resumes;
  private Pace checkpoints = CHECKPOINTS;
  private RunListener listener = RunListener.SILENT;
  private long startedNanos;
  private boolean started;

  FineTuneRun(TransferModel model, LabeledDataset data, Workspace workspace) {
    this.model = model;
    this.data = data;
    this.workspace = workspace;
  }

  /** Sets everything at once. */
  public FineTuneRun options(FineTuneOptions newOptions) {
    options = newOptions;
    return this;
  }

  /**
   * Says one thing of the run.
   *
   * @throws IllegalArgumentException if the value breaks the option's rule
   */
  public <T> FineTuneRun with(TrainingOption<T> option, T value) {
    return options(options.with(option, value));
  }

  /** Sets which stages train when; the recipe sets the model's policy. */
  public FineTuneRun recipe(Recipe recipe) {
    return with(TrainingOption.RECIPE, recipe);
  }

  /** Sets the number of epochs, at least 1. */
  public FineTuneRun epochs(int epochs) {
    return with(TrainingOption.EPOCHS, epochs);
  }

  /** Sets the learning rate of all that trains, above 0. */
  public FineTuneRun learningRate(double learningRate) {
    return with(TrainingOption.RATES, new RateChoice.Single(learningRate));
  }

  /** Spreads learning rates in equal ratios from the first stage that trains to the head. */
  public FineTuneRun learningRates(double first, double last) {
    return with(TrainingOption.RATES, new RateChoice.Spread(first, last));
  }

  /** Sets how rates change over a phase. */
  public FineTuneRun schedule(ScheduleChoice schedule) {
    return with(TrainingOption.SCHEDULE, schedule);
  }

  /** Sets how gradients become steps. */
  public FineTuneRun optimizer(OptimizerKind optimizer) {
    return with(TrainingOption.OPTIMIZER, optimizer);
  }

  /** Sets the number of examples a step, at least 1. */
  public FineTuneRun batch(int batch) {
    return with(TrainingOption.BATCH, batch);
  }

  /** Sets how training pictures are varied. */
  public FineTuneRun augment(Augment augment) {
    return with(TrainingOption.AUGMENT, augment);
  }

  /** Sets what decides the best epoch. */
  public FineTuneRun metric(MetricChoice metric) {
    return with(TrainingOption.METRIC, metric);
  }

  /** Sets what makes up for uneven classes. */
  public FineTuneRun balance(Balance balance) {
    return with(TrainingOption.BALANCE, balance);
  }

  /** Sets the share of a weight that a step of rate 1 takes away. */
  public FineTuneRun weightDecay(double weightDecay) {
    return with(TrainingOption.WEIGHT_DECAY, weightDecay);
  }

  /** Sets after how many epochs without improvement training ends, at least 1. */
  public FineTuneRun patience(int epochs) {
    return with(TrainingOption.PATIENCE, epochs);
  }

  /** Sets a time after which training ends on a usable model. */
  public FineTuneRun timeLimit(Duration limit) {
    return with(TrainingOption.TIME_LIMIT, limit);
  }

  /** Sets the seed of everything that is drawn. */
  public FineTuneRun seed(long seed) {
    return with(TrainingOption.SEED, seed);
  }

  /** Sets where to train. */
  public FineTuneRun device(DeviceChoice device) {
    return with(TrainingOption.DEVICE, device);
  }

  /** Sets in which numbers stages train. */
  public FineTuneRun precision(PrecisionChoice precision) {
    return with(TrainingOption.PRECISION, precision);
  }

  /** Names the history, so that it can be asked for by that name. */
  public FineTuneRun name(String newName) {
    name = newName;
    return this;
  }

  /** Goes on from the live weights instead of those that the model was loaded with. */
  public FineTuneRun continuing() {
    continues = true;
    return this;
  }

  /**
   * Finishes the same run where it was cut off, bit for bit; returns it where it had ended. There
   * is nothing to go on from before the first checkpoint; the run then starts from its beginning.
   */
  public FineTuneRun resuming() {
    resumes = true;
    return this;
  }

  /**
   * Sets how long to wait at least between two checkpoints, which are kept at the ends of epochs.
   * Default 1 second, and more where writing one would take over 5 % of the time, but never over 30
   * seconds: then one is kept also in the middle of an epoch. A longer time holds in both cases.
   * Zero keeps one after every epoch.
   */
  public FineTuneRun checkpointEvery(Duration pause) {
    return checkpoints(Pace.atLeast(pause.toMillis() / 1000.0));
  }

  /** Sets how often checkpoints are kept, also within epochs. */
  FineTuneRun checkpoints(Pace pace) {
    checkpoints = pace;
    return this;
  }

  /**
   * Counts time limit and duration from an earlier moment than {@link #run}: that of the command
   * that asked for the run.
   *
   * @param nanoTime of {@link System#nanoTime}
   */
  public FineTuneRun countingFrom(long nanoTime) {
    startedNanos = nanoTime;
    started = true;
    return this;
  }

  /** Sets who is told how it goes. */
  public FineTuneRun listener(RunListener newListener) {
    listener = newListener;
    return this;
  }

  /**
   * Trains, and keeps the run in the workspace. Afterwards the weights of the best validation epoch
   * are live.
   *
   * @return what was measured, also when the listener stopped it
   * @throws IllegalStateException if the model was closed, or has no head to continue with
   * @throws graft.train.DivergenceException if the loss stops being a number
   */
  public TrainingHistory run() {
    long from = started ? startedNanos : System.nanoTime();
    Request request = new Request(options, name, continues, resumes, checkpoints, from);
    return new Training(model, data, workspace, request, listener).run();
  }

  /**
   * What was asked for.
   *
   * @param name of the history; empty for none
   * @param continues whether to go on from the live weights
   * @param resumes whether to finish the same run where it was cut off
   * @param checkpoints how often they are kept
   * @param startedNanos from when time counts, by {@link System#nanoTime}
   */
  record Request(
      FineTuneOptions options,
      String name,
      boolean continues,
      boolean resumes,
      Pace checkpoints,
      long startedNanos) {

    /** Returns what was said, as users type it. */
    String words() {
      return ((continues ? "--continue " : "") + options.words()).strip();
    }

    /** Asks for a run that has no name. */
    static Request of(FineTuneOptions options, boolean continues) {
      return new Request(options, "", continues, false, CHECKPOINTS, System.nanoTime());
    }
  }
}
