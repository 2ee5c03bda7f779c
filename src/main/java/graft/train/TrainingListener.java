package graft.train;

/** Is told how training goes, and asked whether to stop. Called on the training thread. */
public interface TrainingListener {

  /** Does nothing and never stops. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * Called while something is prepared before the first epoch.
   *
   * @param what in words, for example {@code features}
   */
  default void preparing(String what, int done, int total) {}

  /**
   * Called after each batch.
   *
   * @param epoch counted from 1
   * @param batch counted from 1
   * @param batches of this epoch
   * @param loss of this batch
   */
  default void batchEnded(int epoch, int batch, int batches, double loss) {}

  /** Called after each epoch, and once at the end with the outcome. */
  default void epochEnded(Fit fit) {}

  /** Returns whether to stop; asked after each batch. */
  default boolean stopRequested() {
    return false;
  }
}
