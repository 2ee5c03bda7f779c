package graft;

import graft.train.TrainingHistory;

/** Is told how a fine-tuning run goes, and asked whether to stop. Called on the running thread. */
public interface RunListener {

  /** Does nothing and never stops. */
  RunListener SILENT = new RunListener() {};

  /**
   * Called while something is prepared before the first epoch.
   *
   * @param history names the run; it has no epochs yet
   * @param what in words, for example {@code pictures decoded}
   */
  default void preparing(TrainingHistory history, String what, int done, int total) {}

  /** Called after each batch. */
  default void batchEnded(TrainingHistory history, BatchProgress progress) {}

  /** Called after each epoch, and at the end of the run with its outcome. */
  default void epochEnded(TrainingHistory history) {}

  /** Returns whether to stop; asked after each batch. */
  default boolean stopRequested() {
    return false;
  }

  /**
   * How far an epoch is.
   *
   * @param epoch counted from 1
   * @param epochs at most
   * @param batch counted from 1
   * @param batches of this epoch
   * @param loss of the last batch
   */
  record BatchProgress(int epoch, int epochs, int batch, int batches, double loss) {}
}
