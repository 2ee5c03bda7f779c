package graft;

import graft.train.EpochValues;
import graft.train.Fit;
import java.util.List;

/**
 * What a run is expected to take from some moment on, part by part, so that it can be corrected by
 * what the parts that are done took.
 *
 * @param beforeSeconds for what is done once before the loop: the scale of features, a sweep of
 *     rates, a trial of precisions
 * @param phases in order
 * @param endSeconds for checkpoints and for keeping the run
 * @param patience epochs without improvement after which the last phase ends; 0 for never
 */
record Forecast(double beforeSeconds, List<PhaseForecast> phases, double endSeconds, int patience) {

  /** Nobody knows when a metric stalls; heads on kept features took this many epochs or fewer. */
  private static final int EPOCHS_BEFORE_STALL = 15;

  /** Copies the list. */
  Forecast {
    phases = List.copyOf(phases);
  }

  /**
   * What a phase is expected to take.
   *
   * @param epochs at most
   * @param featureSeconds for what frozen stages say of the examples, once
   * @param trainingSeconds for the steps of an epoch
   * @param validationSeconds for its validation
   */
  record PhaseForecast(
      int epochs, double featureSeconds, double trainingSeconds, double validationSeconds) {

    double epochSeconds() {
      return trainingSeconds + validationSeconds;
    }
  }

  /** Returns the time of the whole. */
  double seconds() {
    return beforeSeconds + remaining(0, 0, 1) + endSeconds;
  }

  /** Returns the time until frozen stages have said what the first phase needs of them. */
  double featureSeconds() {
    return phases.get(0).featureSeconds();
  }

  /**
   * Returns what is left, at the pace of the epochs that are done.
   *
   * @param fit what the loop told last
   * @param done share of the running epoch that is done, from 0 to 1
   */
  double remainingSeconds(Fit fit, double done) {
    return remaining(fit.epochs().size(), fit.bestEpoch(), pace(fit.epochs()))
        - done * pace(fit.epochs()) * current(fit.epochs().size()).trainingSeconds()
        + endSeconds;
  }

  /** Returns how much longer than expected the epochs of the newest phase took. */
  private double pace(List<EpochValues> epochs) {
    double took = 0;
    double expected = 0;
    PhaseForecast newest = current(epochs.size() - 1);
    for (int i = 0; i < epochs.size(); i++) {
      if (current(i) == newest) {
        took += epochs.get(i).seconds();
        expected += newest.epochSeconds();
      }
    }
    return expected == 0 ? 1 : took / expected;
  }

  private double remaining(int epochsDone, int bestEpoch, double pace) {
    double seconds = 0;
    int first = 0;
    for (int i = 0; i < phases.size(); i++) {
      PhaseForecast phase = phases.get(i);
      boolean last = i == phases.size() - 1;
      int planned =
          last
              ? expectedEpochs(phase.epochs(), epochsDone - first, bestEpoch - first)
              : phase.epochs();
      int left = Math.max(0, Math.min(planned, first + planned - epochsDone));
      seconds += left * pace * phase.epochSeconds();
      seconds += epochsDone <= first ? phase.featureSeconds() : 0;
      first += phase.epochs();
    }
    return seconds;
  }

  private int expectedEpochs(int most, int done, int best) {
    if (patience == 0) {
      return most;
    }
    int likely = Math.max(patience + EPOCHS_BEFORE_STALL, Math.max(0, best) + patience);
    return Math.min(most, Math.max(likely, done + 1));
  }

  private PhaseForecast current(int epochsDone) {
    int first = 0;
    for (PhaseForecast phase : phases) {
      first += phase.epochs();
      if (epochsDone < first) {
        return phase;
      }
    }
    return phases.get(phases.size() - 1);
  }
}
