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
 */
public record Fit(
    List<EpochValues> epochs,
    String metric,
    boolean higherIsBetter,
    int bestEpoch,
    Outcome outcome,
    double seconds) {

  /** Copies the list. */
  public Fit {
    epochs = List.copyOf(epochs);
  }
}
