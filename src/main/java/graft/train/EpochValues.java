package graft.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds what one epoch measured.
 *
 * @param epoch counted from 1
 * @param seconds wall-clock time of the epoch
 * @param learningRate the largest one of its last step
 * @param values by series name, for example {@code training loss}; all epochs of a history have the
 *     same names in the same order
 */
public record EpochValues(
    int epoch, double seconds, double learningRate, Map<String, Double> values) {

  /** Copies the map and keeps its order. */
  public EpochValues {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
