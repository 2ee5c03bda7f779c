package graft.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what a run measured: epochs by named series. It holds no native memory.
 *
 * @param run the number of the run's record, 0 where none was kept
 * @param name how the user called it, else {@code run N}
 * @param subject the line that names what was trained on what, for example {@code graft-nano
 *     (frozen) · photos (train 210, val 45, test 45 sealed)}
 * @param start {@code from pretrained weights} or {@code continues run 3}
 * @param metric the series that decides the best epoch, for example {@code validation accuracy}
 * @param higherIsBetter whether larger values of that series are better
 * @param bestEpoch the epoch whose weights are live at the end, counted from 1; 0 before the first
 * @param epochs in order
 * @param outcome how it ended
 * @param seconds wall-clock time of the whole run
 * @param defaults choices that depended on the case, in words, by option name
 * @param record what is needed to reproduce it, by name
 * @param milestones the phases that began, with their first epochs
 * @param receipt what the run changed, stage by stage
 * @param resources what it was estimated to take, and took
 * @param warnings what the user should know, one sentence each
 */
public record TrainingHistory(
    int run,
    String name,
    String subject,
    String start,
    String metric,
    boolean higherIsBetter,
    int bestEpoch,
    List<EpochValues> epochs,
    Outcome outcome,
    double seconds,
    Map<String, String> defaults,
    Map<String, String> record,
    List<Milestone> milestones,
    FreezeReceipt receipt,
    Resources resources,
    List<String> warnings) {

  private static final String KEY = "run key";
  private static final String WEIGHTS = "best weights";

  /** Copies the collections and keeps their order. */
  public TrainingHistory {
    epochs = List.copyOf(epochs);
    defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    record = Collections.unmodifiableMap(new LinkedHashMap<>(record));
    milestones = List.copyOf(milestones);
    warnings = List.copyOf(warnings);
  }

  /** Holds what was measured, and says nothing of phases, receipt, resources and warnings. */
  public TrainingHistory(
      int run,
      String name,
      String subject,
      String start,
      String metric,
      boolean higherIsBetter,
      int bestEpoch,
      List<EpochValues> epochs,
      Outcome outcome,
      double seconds,
      Map<String, String> defaults,
      Map<String, String> record) {
    this(
        run,
        name,
        subject,
        start,
        metric,
        higherIsBetter,
        bestEpoch,
        epochs,
        outcome,
        seconds,
        defaults,
        record,
        List.of(),
        FreezeReceipt.NONE,
        Resources.UNKNOWN,
        List.of());
  }

  /** Returns the names of the series, in order. */
  public List<String> seriesNames() {
    return epochs.isEmpty() ? List.of() : List.copyOf(epochs.get(0).values().keySet());
  }

  /**
   * Returns one series, a value an epoch.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public double[] series(String seriesName) {
    if (!epochs.isEmpty() && !epochs.get(0).values().containsKey(seriesName)) {
      throw new IllegalArgumentException(
          "no series '%s' in this history; there are %s".formatted(seriesName, seriesNames()));
    }
    return epochs.stream().mapToDouble(epoch -> epoch.values().get(seriesName)).toArray();
  }

  /** Returns the same, ended in another way. */
  public TrainingHistory ended(Outcome how) {
    return with(run, name, how, record, warnings);
  }

  /** Returns the same with a sentence more that the user should know. */
  public TrainingHistory warned(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return with(run, name, outcome, record, more);
  }

  /** Returns which run this is of: what is kept under its number may be another by now. */
  public RunIdentity identity() {
    return new RunIdentity(run, record.getOrDefault(KEY, ""), record.getOrDefault(WEIGHTS, ""));
  }

  /**
   * Returns the same, which says what run it is of.
   *
   * @param key of the run
   * @param weights SHA-256 of the file of its best weights; empty where nobody knows it
   */
  TrainingHistory identified(String key, String weights) {
    Map<String, String> identified = new LinkedHashMap<>(record);
    identified.put(KEY, key);
    identified.put(WEIGHTS, weights);
    return with(run, name, outcome, identified, warnings);
  }

  /** Returns the same of a run with another number. */
  TrainingHistory numbered(int number) {
    String called = name.equals("run " + run) ? "run " + number : name;
    return with(number, called, outcome, record, warnings);
  }

  private TrainingHistory with(
      int number,
      String called,
      Outcome how,
      Map<String, String> otherRecord,
      List<String> otherWarnings) {
    return new TrainingHistory(
        number,
        called,
        subject,
        start,
        metric,
        higherIsBetter,
        bestEpoch,
        epochs,
        how,
        seconds,
        defaults,
        otherRecord,
        milestones,
        receipt,
        resources,
        otherWarnings);
  }

  /** Returns the same with another estimate of the time that the whole run takes. */
  public TrainingHistory expecting(double estimatedSeconds) {
    return new TrainingHistory(
        run,
        name,
        subject,
        start,
        metric,
        higherIsBetter,
        bestEpoch,
        epochs,
        outcome,
        seconds,
        defaults,
        record,
        milestones,
        receipt,
        resources.expecting(estimatedSeconds),
        warnings);
  }

  /** Returns the deciding metric at the best epoch, NaN before the first. */
  public double bestValue() {
    return bestEpoch == 0 ? Double.NaN : series(metric)[bestEpoch - 1];
  }
}
