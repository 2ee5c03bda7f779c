package graft.train;

import java.util.Locale;

/**
 * Stops a run whose loss is no number any more, or explodes. What a loss is measured by is that of
 * the run's first batch, and at least 1.
 */
final class LossGuard {

  /** A run whose loss is this many times its first one has lost what it knew. */
  private static final double EXPLODED = 100;

  /** Weights that lose this many times what the first batch lost are worse than none. */
  private static final double OUT_OF_PROPORTION = 10;

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
    if (loss > EXPLODED * scale()) {
      throw DivergenceException.ofExplosion(loss, epoch, batch, rate);
    }
  }

  /**
   * Looks at the loss of validation. It may be large for a while without any harm: moving
   * statistics lag behind weights that train quickly.
   */
  void checkValidation(double loss, int epoch, double rate) {
    if (!Double.isFinite(loss)) {
      throw DivergenceException.ofValidation(loss, epoch, rate);
    }
  }

  /** Returns whether weights with this validation loss are worth going back to. */
  boolean isSound(double validationLoss) {
    return validationLoss <= OUT_OF_PROPORTION * scale();
  }

  /** Looks at the validation loss of the best epoch of a run that ends. */
  void checkBest(double loss, int epoch, double rate) {
    if (loss > EXPLODED * scale()) {
      throw DivergenceException.ofExplodedValidation(loss, epoch, rate);
    }
  }

  /** Says what a validation loss that is not sound means for who uses the weights. */
  String outOfProportion(double loss, int epoch) {
    return String.format(
        Locale.ROOT,
        "the validation loss of epoch %d, %.3g, is over %.0f times that of the first batch, %.3g:"
            + " its probabilities say little; try a smaller --lr",
        epoch,
        loss,
        OUT_OF_PROPORTION,
        first);
  }

  private double scale() {
    return Double.isNaN(first) ? 1 : Math.max(1, Math.abs(first));
  }
}
