package graft;

import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/**
 * Says what is left of a run's time limit, counted from the start of the command.
 *
 * @param seconds of the whole command; empty for none
 * @param gone how many have passed
 */
record TimeLimit(OptionalDouble seconds, DoubleSupplier gone) {

  /** Returns whether work takes at most a share of what is left. */
  boolean leaves(double work, double share) {
    return seconds.isEmpty() || work <= share * left();
  }

  /** Returns whether more than a share of the limit has passed. */
  boolean isPast(double share) {
    return seconds.isPresent() && gone.getAsDouble() > share * seconds.getAsDouble();
  }

  /** Returns whether a whole limit is too short for what pays only in longer runs. */
  boolean isBelow(double least) {
    return seconds.isPresent() && seconds.getAsDouble() < least;
  }

  /**
   * Returns whether work of known pace will take over twice the limit.
   *
   * @param done pieces of it
   * @param total pieces in all
   */
  boolean isHopeless(int done, int total) {
    double sofar = gone.getAsDouble();
    return seconds.isPresent()
        && done > 0
        && sofar > Math.max(1, seconds.getAsDouble() / 2)
        && sofar * total / done > 2 * seconds.getAsDouble();
  }

  private double left() {
    return seconds.orElse(Double.POSITIVE_INFINITY) - gone.getAsDouble();
  }
}
