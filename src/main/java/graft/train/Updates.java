package graft.train;

/**
 * How gradients become steps.
 *
 * @param optimizer the rule
 * @param backboneDecay weight decay of the backbone's trainable stages; biases and normalisations
 *     do not decay
 * @param headDecay the same for the heads
 * @param clip largest 2-norm of all gradients together, above 0; infinite for none
 * @param schedule how the rates change over a phase
 */
public record Updates(
    OptimizerKind optimizer,
    double backboneDecay,
    double headDecay,
    double clip,
    Schedule schedule) {

  /** AdamW at constant rates, without decay and clipping. */
  public static Updates plain() {
    return new Updates(
        OptimizerKind.ADAMW, 0, 0, Double.POSITIVE_INFINITY, new Schedule.Constant(0));
  }

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Updates {
    if (!(backboneDecay >= 0 && headDecay >= 0)) {
      throw new IllegalArgumentException(
          "weight decay must be >= 0, received %s and %s".formatted(backboneDecay, headDecay));
    }
    if (!(clip > 0)) {
      throw new IllegalArgumentException("gradient norm to clip at must be > 0, received " + clip);
    }
  }
}
