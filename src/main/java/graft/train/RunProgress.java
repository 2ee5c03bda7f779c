package graft.train;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a run is at the end of an epoch. Schedule, phase, order and draws follow from the epoch's
 * number.
 *
 * @param epochs in order; the run goes on with the next one
 * @param steps that each group's optimizer has taken
 * @param pushed stages and heads that took a step with a rate and a gradient that are not zero
 * @param firstLoss of the run's first batch, which says when a loss has exploded
 * @param seconds that the run took so far
 * @param decisions what the run found out by a trial and must not find out again, by option
 */
public record RunProgress(
    List<EpochValues> epochs,
    Map<String, Long> steps,
    Set<String> pushed,
    double firstLoss,
    double seconds,
    Map<String, String> decisions) {

  /** Copies the collections. */
  public RunProgress {
    epochs = List.copyOf(epochs);
    steps = Map.copyOf(steps);
    pushed = Set.copyOf(pushed);
    decisions = Map.copyOf(decisions);
  }
}
