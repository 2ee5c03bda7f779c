package graft.data;

import java.util.Map;

/**
 * Says which example belongs to which part.
 *
 * @param parts part of each example by its id; covers every example of the data set
 * @param origin {@code "70/15/15, seed 42"} or {@code "ready-made"}
 * @param sealed whether the test part is sealed: true where Graft made the split
 */
public record Split(Map<String, Part> parts, String origin, boolean sealed) {

  /** Copies the map. */
  public Split {
    parts = Map.copyOf(parts);
  }
}
