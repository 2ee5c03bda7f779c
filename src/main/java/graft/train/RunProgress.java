package graft.train;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a run is between two steps. Schedule, phase, order and draws follow from the numbers of
 * epoch and step.
 *
 * @param epochs that are complete, in order
 * @param part of the next epoch
 * @param steps that each group's optimizer has taken
 * @param pushed stages and heads that took a step with a rate and a gradient that are not zero
 * @param firstLoss of the run's first batch, which says when a loss has exploded
 * @param seconds that the run took so far
 * @param cut whether the time limit ended the run with the last of these epochs
 * @param decisions what the run found out by a trial and must not find out again, by option
 */
public record RunProgress(
    List<EpochValues> epochs,
    EpochPart part,
    Map<String, Long> steps,
    Set<String> pushed,
    double firstLoss,
    double seconds,
    boolean cut,
    Map<String, String> decisions) {

  /** Copies the collections. */
  public RunProgress {
    epochs = List.copyOf(epochs);
    steps = Map.copyOf(steps);
    pushed = Set.copyOf(pushed);
    decisions = Map.copyOf(decisions);
  }

  /** Returns where it goes on, for example {@code epoch 3, batch 17}. */
  public String next() {
    String epoch = "epoch " + (epochs.size() + 1);
    return part.steps() == 0 ? epoch : "%s, batch %d".formatted(epoch, part.steps() + 1);
  }
}
