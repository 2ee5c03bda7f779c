package graft.train;

import graft.tensor.LazyTensor;
import java.util.Map;
import java.util.Optional;

/** Where a run keeps what it needs to go on after a kill. */
public interface Checkpoints {

  /** Keeps nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Optional<Checkpoint> newest() {
          return Optional.empty();
        }

        @Override
        public boolean dueAfterEpoch() {
          return false;
        }

        @Override
        public boolean dueAfterStep() {
          return false;
        }

        @Override
        public boolean keepsStart() {
          return false;
        }

        @Override
        public void save(RunProgress progress, Map<String, LazyTensor> tensors) {
          throw new IllegalStateException("checkpoints are not kept");
        }
      };

  /** Returns what to go on from; empty to start from the beginning. */
  Optional<Checkpoint> newest();

  /** Returns whether it is time for the next one; asked at the end of each epoch. */
  boolean dueAfterEpoch();

  /** Returns whether the next one cannot wait for the end of the epoch; asked after each step. */
  boolean dueAfterStep();

  /**
   * Returns whether a checkpoint holds the weights that the run started from too: nothing else
   * keeps them where they were those of a live model.
   */
  boolean keepsStart();

  /**
   * Keeps a checkpoint.
   *
   * @param progress counters and what was measured
   * @param tensors by name; copied out one after the other
   * @throws graft.GraftException if it cannot be written; those before are still there
   */
  void save(RunProgress progress, Map<String, LazyTensor> tensors);
}
