package graft.metric;

import java.util.List;

/** Says whether classes are so uneven that accuracy hides the small ones. */
public final class Imbalance {

  private static final double LIMIT = 3;

  private Imbalance() {}

  /**
   * Returns whether the largest class has over 3 times the examples of the smallest.
   *
   * @param counts examples of each class
   */
  public static boolean of(List<Integer> counts) {
    int largest = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    int smallest = counts.stream().mapToInt(Integer::intValue).min().orElse(0);
    return largest > LIMIT * smallest;
  }
}
