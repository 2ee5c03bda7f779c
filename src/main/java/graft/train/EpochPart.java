package graft.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an epoch that is not complete has measured; what the heads said comes beside it.
 *
 * @param steps that it took, 0 where it has not begun
 * @param seconds that it took
 * @param examples that it passed
 * @param sums of losses over these examples, by name
 */
public record EpochPart(int steps, double seconds, double examples, Map<String, Double> sums) {

  /** An epoch that has not begun. */
  public static final EpochPart NONE = new EpochPart(0, 0, 0, Map.of());

  /** Copies the map and keeps its order. */
  public EpochPart {
    sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
  }
}
