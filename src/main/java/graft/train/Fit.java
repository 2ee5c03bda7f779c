package graft.train;

import java.util.List;

/**
 * What training has measured so far.
 *
 * @param epochs in order
 * @param metric the series that decides the best epoch
 * @param higherIsBetter whether larger values of it are better
 * @param bestEpoch counted from 1; 0 before the first
 * @param outcome {@link Outcome#RUNNING} until the end
 * @param seconds since the start
 * @param milestones the phases that have begun
 * @param receipt what changed; {@link FreezeReceipt#NONE} until the end
 * @param warnings what the user should know, one sentence each
 */
public record Fit(
    List<EpochValues> epochs,
    String metric,
    boolean higherIsBetter,
    int bestEpoch,
    Outcome outcome,
    double seconds,
    List<Milestone> milestones,
    FreezeReceipt receipt,
    List<String> warnings) {

  /** Copies the lists. */
  public Fit {
    epochs = List.copyOf(epochs);
    milestones = List.copyOf(milestones);
    warnings = List.copyOf(warnings);
  }
}
