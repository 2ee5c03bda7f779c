package graft.train;

import java.util.OptionalDouble;

/** Says when training must end so that validation still fits into a time limit. */
final class Deadline {

  private final OptionalDouble limitSeconds;
  private final Stopwatch watch = new Stopwatch();
  private double reserved;
  private boolean measured;

  Deadline(OptionalDouble limitSeconds) {
    this.limitSeconds = limitSeconds;
  }

  /** Keeps time back for a validation, from what one took. */
  void reserve(double seconds) {
    reserved = seconds;
    measured = true;
  }

  /** Keeps back what a validation takes at most, while none was measured. */
  void reserveAtMost(double seconds) {
    if (!measured) {
      reserved = seconds;
    }
  }

  boolean passed() {
    return limitSeconds.isPresent() && watch.secondsHere() + reserved >= limitSeconds.getAsDouble();
  }
}
