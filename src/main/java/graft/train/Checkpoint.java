package graft.train;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** All that a run needs to go on, bit for bit, from the end of an epoch. */
public interface Checkpoint {

  /** Returns counters and what was measured. */
  RunProgress progress();

  /**
   * Copies the kept numbers into live arrays.
   *
   * @param arrays by the names under which they were saved
   * @throws graft.GraftException if it cannot be read, or holds other names or shapes
   */
  void copyInto(Map<String, NDArray> arrays);
}
