package graft;

import graft.data.LabeledDataset;
import graft.train.FineTuneOptions;
import graft.train.RateSweep;
import graft.train.TrainingOption;

/**
 * Describes a search for a learning rate; {@link #run} carries it out. The model is as before after
 * that: its weights, its head and its policy.
 */
public final class RateSearch {

  private final TransferModel model;
  private final LabeledDataset data;
  private final Workspace workspace;
  private FineTuneOptions options = FineTuneOptions.defaults();
  private boolean continues;
  private RunListener listener = RunListener.SILENT;

  RateSearch(TransferModel model, LabeledDataset data, Workspace workspace) {
    this.model = model;
    this.data = data;
    this.workspace = workspace;
  }

  /** Sets everything that a run would be told. */
  public RateSearch options(FineTuneOptions newOptions) {
    options = newOptions;
    return this;
  }

  /** Says one thing of the run that the rate is for. */
  public <T> RateSearch with(TrainingOption<T> option, T value) {
    return options(options.with(option, value));
  }

  /** Starts from the live weights, as a run that continues does. */
  public RateSearch continuing() {
    continues = true;
    return this;
  }

  /** Sets who is told how it goes, and may stop it. */
  public RateSearch listener(RunListener newListener) {
    listener = newListener;
    return this;
  }

  /**
   * Sweeps the rate from small to large, from the weights that a run with the same options would
   * start from: those that the model was loaded with, with a new head where the labels are others,
   * or the live ones.
   *
   * @throws IllegalStateException if the model was closed, or has no head to continue with
   * @throws java.util.concurrent.CancellationException if the listener stopped it
   */
  public RateSweep run() {
    FineTuneRun.Request request = FineTuneRun.Request.of(options, continues);
    return new Training(model, data, workspace, request, listener).sweep();
  }
}
