package graft;

import graft.data.LabeledDataset;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.TrainingHistory;

/**
 * Describes a fine-tuning run; {@link #run} carries it out. What is not set depends on the case;
 * see {@link FineTuneOptions}.
 *
 * <pre>{@code
 * TrainingHistory history = Graft.fineTune(model, data).epochs(5).learningRate(1e-3).run();
 * }</pre>
 */
public final class FineTuneRun {

  private final TransferModel model;
  private final LabeledDataset data;
  private final Workspace workspace;
  private FineTuneOptions options = FineTuneOptions.defaults();
  private String name = "";
  private boolean continues;
  private RunListener listener = RunListener.SILENT;

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

  /** Sets the number of epochs, at least 1. */
  public FineTuneRun epochs(int epochs) {
    return options(options.withEpochs(epochs));
  }

  /** Sets the learning rate of all that trains, above 0. */
  public FineTuneRun learningRate(double learningRate) {
    return options(options.withLearningRate(learningRate));
  }

  /** Sets the number of examples a step, at least 1. */
  public FineTuneRun batch(int batch) {
    return options(options.withBatch(batch));
  }

  /** Sets how training pictures are varied. */
  public FineTuneRun augment(Augment augment) {
    return options(options.withAugment(augment));
  }

  /** Sets what decides the best epoch. */
  public FineTuneRun metric(MetricChoice metric) {
    return options(options.withMetric(metric));
  }

  /** Sets the share of a weight that a step of rate 1 takes away. */
  public FineTuneRun weightDecay(double weightDecay) {
    return options(options.withWeightDecay(weightDecay));
  }

  /** Sets the seed of everything that is drawn. */
  public FineTuneRun seed(long seed) {
    return options(options.withSeed(seed));
  }

  /** Sets where to train. */
  public FineTuneRun device(DeviceChoice device) {
    return options(options.withDevice(device));
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
    return new Training(model, data, workspace, options, name, continues, listener).run();
  }
}
