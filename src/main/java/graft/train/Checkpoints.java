package graft.train;

import ai.djl.ndarray.NDArray;
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
        public boolean due() {
          return false;
        }

        @Override
        public void save(RunProgress progress, Map<String, NDArray> arrays) {
          throw new IllegalStateException("checkpoints are not kept");
        }
      };

  /** Returns what to go on from; empty to start from the beginning. */
  Optional<Checkpoint> newest();

  /** Returns whether it is time for the next one; asked at the end of each epoch. */
  boolean due();

  /**
   * Keeps a checkpoint.
   *
   * @param progress counters and what was measured
   * @param arrays live, by name; copied out one after the other
   * @throws graft.GraftException if it cannot be written; those before are still there
   */
  void save(RunProgress progress, Map<String, NDArray> arrays);
}
