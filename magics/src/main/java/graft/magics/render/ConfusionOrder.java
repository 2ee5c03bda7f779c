package graft.magics.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An order of classes in which those that are mistaken for each other stand side by side: it begins
 * with the two that are confused most often, and goes on at whichever end has the most confused
 * neighbour; classes that are never confused follow in their own order.
 */
final class ConfusionOrder {

  private final List<List<Integer>> counts;
  private final Set<Integer> left = new TreeSet<>();
  private final Deque<Integer> placed = new ArrayDeque<>();

  private ConfusionOrder(List<List<Integer>> counts) {
    this.counts = counts;
    for (int i = 0; i < counts.size(); i++) {
      left.add(i);
    }
  }

  /** Returns the places of the classes, from counts by truth and prediction. */
  static List<Integer> of(List<List<Integer>> counts) {
    return counts.isEmpty() ? List.of() : new ConfusionOrder(counts).chain();
  }

  private List<Integer> chain() {
    place(first(), true);
    while (!left.isEmpty()) {
      int start = neighbour(placed.getFirst());
      int end = neighbour(placed.getLast());
      boolean atStart = confused(start, placed.getFirst()) > confused(end, placed.getLast());
      place(atStart ? start : end, atStart);
    }
    return List.copyOf(placed);
  }

  private void place(int index, boolean atStart) {
    left.remove(index);
    if (atStart) {
      placed.addFirst(index);
    } else {
      placed.addLast(index);
    }
  }

  /** Returns the class with the most confused neighbour, the first of equal ones. */
  private int first() {
    int best = 0;
    for (int i = 1; i < counts.size(); i++) {
      best = most(i) > most(best) ? i : best;
    }
    return best;
  }

  private int most(int index) {
    int most = 0;
    for (int other = 0; other < counts.size(); other++) {
      most = other == index ? most : Math.max(most, confused(index, other));
    }
    return most;
  }

  /** Returns the class that is left and most confused with another, the first of equal ones. */
  private int neighbour(int index) {
    int best = left.iterator().next();
    for (int other : left) {
      best = confused(other, index) > confused(best, index) ? other : best;
    }
    return best;
  }

  private int confused(int one, int other) {
    return counts.get(one).get(other) + counts.get(other).get(one);
  }
}
