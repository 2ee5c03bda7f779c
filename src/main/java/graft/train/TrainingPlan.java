package graft.train;

/**
 * How a run trains, with every choice made.
 *
 * @param epochs how many at most
 * @param patience epochs without improvement after which training ends; 0 to train them all
 * @param headRate learning rate of the heads
 * @param backboneRate learning rate of the backbone's trainable stages
 * @param batch examples a step
 * @param headDecay share of a head's weight that a step of rate 1 takes away
 * @param backboneDecay the same for the backbone's trainable stages
 * @param metric series that decides the best epoch, without its {@code validation}, for example
 *     {@code accuracy} or {@code loss}
 * @param seed of everything that is drawn
 */
public record TrainingPlan(
    int epochs,
    int patience,
    double headRate,
    double backboneRate,
    int batch,
    double headDecay,
    double backboneDecay,
    String metric,
    long seed) {

  /** Returns whether larger values of the deciding metric are better. */
  public boolean higherIsBetter() {
    return !metric.equals(StepRunner.LOSS);
  }

  /** Returns the name of the deciding series. */
  public String decidingSeries() {
    return "validation " + metric;
  }
}
