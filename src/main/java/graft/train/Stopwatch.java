package graft.train;

/** Measures wall-clock time from when it is made, on top of what an earlier process took. */
final class Stopwatch {

  private final long started = System.nanoTime();
  private double before;

  /** Returns the time so far. */
  double seconds() {
    return before + secondsHere();
  }

  /** Returns the time in this process. */
  double secondsHere() {
    return (System.nanoTime() - started) / 1e9;
  }

  void resumeAfter(double seconds) {
    before = seconds;
  }
}
