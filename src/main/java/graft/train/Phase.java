package graft.train;

/**
 * A part of a run during which the same parameters train.
 *
 * @param name in words, for example {@code frozen} or {@code trains from layer4}
 * @param freezing what trains and what moves
 * @param epochs how many, at least 1
 * @param rates of every group that trains
 */
public record Phase(String name, Freezing freezing, int epochs, Rates rates) {

  /**
   * @throws IllegalArgumentException if nothing trains or there is no epoch
   */
  public Phase {
    if (freezing.trainable().isEmpty()) {
      throw new IllegalArgumentException("freeze policy leaves no trainable parameter");
    }
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "phase '%s' must have at least 1 epoch, received %d".formatted(name, epochs));
    }
  }

  /** Returns the same phase with all rates times a factor. */
  Phase atRates(double factor) {
    return new Phase(name, freezing, epochs, rates.times(factor));
  }
}
