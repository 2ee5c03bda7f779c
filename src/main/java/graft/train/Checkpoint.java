package graft.train;

import ai.djl.ndarray.NDArray;
import graft.tensor.FloatTensor;
import java.util.Map;

/** All that a run needs to go on, bit for bit, from between two steps. */
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

  /**
   * Returns the kept numbers whose names begin with a prefix, by what follows it.
   *
   * @throws graft.GraftException if it cannot be read
   */
  Map<String, FloatTensor> read(String prefix);
}
