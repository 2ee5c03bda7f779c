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
 */
public record Progress(int epoch, int epochs, int step, int steps, double seconds, double loss) {

  /**
   * @throws IllegalArgumentException if a position lies outside its range
   */
  public Progress {
    if (epoch < 1 || epoch > epochs || step < 0 || step > steps || steps < 1) {
      throw new IllegalArgumentException(
          "progress must lie within the run, received epoch %d/%d, step %d/%d"
              .formatted(epoch, epochs, step, steps));
    }
  }

  /** Returns the share of all planned steps that is done, 0 to 1. */
  public double share() {
    return (double) done() / ((long) epochs * steps);
  }

  /** Returns {@code epoch 2/5 [37/120] 00:41<01:32, 2.9 it/s, loss 0.4120}. */
  public String words() {
    String words = Numbers.format("epoch %d/%d [%d/%d]", epoch, epochs, step, steps);
    if (done() > 0 && seconds > 0) {
      double left = seconds * (1 / share() - 1);
      words += " " + Numbers.clock(seconds) + "<" + Numbers.clock(left);
      words += Numbers.format(", %.1f it/s", done() / seconds);
    }
    return Double.isNaN(loss) ? words : words + ", loss " + Numbers.value(loss);
  }

  private long done() {
    return (epoch - 1L) * steps + step;
  }
}
