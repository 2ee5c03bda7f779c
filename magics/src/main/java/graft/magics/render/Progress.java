package graft.magics.render;

/**
 * Says how far a run is.
 *
 * @param epoch the running epoch, counted from 1
 * @param epochs how many are planned at most
 * @param step steps done in this epoch
 * @param steps steps an epoch, at least 1
 * @param seconds since the first step
 * @param loss of the last steps, NaN where it is not known
 * @param earlier epochs that were done before the first step, since the run was resumed
 */
public record Progress(
    int epoch, int epochs, int step, int steps, double seconds, double loss, int earlier) {

  /**
   * @throws IllegalArgumentException if a position lies outside its range
   */
  public Progress {
    if (earlier < 0
        || epoch <= earlier
        || epoch > epochs
        || step < 0
        || step > steps
        || steps < 1) {
      throw new IllegalArgumentException(
          "progress must lie within the run, received epoch %d/%d, step %d/%d"
              .formatted(epoch, epochs, step, steps));
    }
  }

  /** Says how far a run is that began with its first epoch. */
  public Progress(int epoch, int epochs, int step, int steps, double seconds, double loss) {
    this(epoch, epochs, step, steps, seconds, loss, 0);
  }

  /** Returns the share of all planned steps that is done, 0 to 1. */
  public double share() {
    return (double) done() / all();
  }

  /** Returns {@code epoch 2/5 [37/120] 00:41<01:32, 2.9 it/s, loss 0.4120}. */
  public String words() {
    String words = Numbers.format("epoch %d/%d [%d/%d]", epoch, epochs, step, steps);
    long now = done() - (long) earlier * steps;
    if (now > 0 && seconds > 0) {
      double left = seconds * (all() - done()) / now;
      words += " " + Numbers.clock(seconds) + "<" + Numbers.clock(left);
      words += Numbers.format(", %.1f it/s", now / seconds);
    }
    return Double.isNaN(loss) ? words : words + ", loss " + Numbers.value(loss);
  }

  private long all() {
    return (long) epochs * steps;
  }

  private long done() {
    return (epoch - 1L) * steps + step;
  }
}
