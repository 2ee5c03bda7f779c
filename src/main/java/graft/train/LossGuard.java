package graft.train;

/** Stops a run whose loss is no number any more, or explodes. */
final class LossGuard {

  /** A run whose loss is this many times its first one has lost what it knew. */
  private static final double EXPLODED = 100;

  private double first = Double.NaN;

  /** Returns the loss of the run's first batch, NaN before it. */
  double first() {
    return first;
  }

  /** Goes on with the first loss of a run that was cut off. */
  void resumeAfter(double firstLoss) {
    first = firstLoss;
  }

  /**
   * Looks at the loss of a batch.
   *
   * @param rate the largest learning rate of the step before
   */
  void check(double loss, int epoch, int batch, double rate) {
    if (!Double.isFinite(loss)) {
      throw DivergenceException.ofTraining(loss, epoch, batch, rate);
    }
    if (Double.isNaN(first)) {
      first = loss;
    }
    if (loss > EXPLODED * Math.max(1, Math.abs(first))) {
      throw DivergenceException.ofExplosion(loss, epoch, batch, rate);
    }
  }

  /** Looks at the loss of validation, which may be large without any harm. */
  void checkValidation(double loss, int epoch, double rate) {
    if (!Double.isFinite(loss)) {
      throw DivergenceException.ofValidation(loss, epoch, rate);
    }
  }
}
