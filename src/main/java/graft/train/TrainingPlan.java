package graft.train;

import graft.engine.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a run trains, with every choice made.
 *
 * @param phases in order, at least one
 * @param patience epochs without improvement in the last phase after which training ends; 0 to
 *     train them all
 * @param batch examples a step, at least 1
 * @param updates how gradients become steps
 * @param precision in which stages compute while some of them train and nothing is cached; all else
 *     computes in 32 bits
 * @param metric series that decides the best epoch, without its {@code validation}, for example
 *     {@code accuracy} or {@code loss}
 * @param seed of everything that is drawn
 * @param timeLimitSeconds after which training ends on a usable model; empty for none
 * @param decisions what a trial decided, by option; kept with checkpoints, so that a resumed run
 *     never decides again
 */
public record TrainingPlan(
    List<Phase> phases,
    int patience,
    int batch,
    Updates updates,
    Precision precision,
    String metric,
    long seed,
    OptionalDouble timeLimitSeconds,
    Map<String, String> decisions) {

  /** Names the decision on which examples features are brought to one scale. */
  public static final String SCALE = "scale of features";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no phase
   */
  public TrainingPlan {
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("training plan needs at least one phase");
    }
    phases = List.copyOf(phases);
    decisions = Map.copyOf(decisions);
  }

  /** Returns how many epochs are trained at most. */
  public int epochs() {
    return phases.stream().mapToInt(Phase::epochs).sum();
  }

  /** Returns the phase to which an epoch belongs, counted from 1. */
  Phase phaseOf(int epoch) {
    return phases.get(indexOf(epoch));
  }

  /** Returns the first epoch of each phase. */
  public List<Integer> firstEpochs() {
    List<Integer> first = new ArrayList<>();
    int next = 1;
    for (Phase phase : phases) {
      first.add(next);
      next += phase.epochs();
    }
    return first;
  }

  /** Returns the same plan with what is left of its time limit after some seconds. */
  public TrainingPlan withinTimeLimit(double secondsGone) {
    return timeLimitSeconds.isEmpty()
        ? this
        : new TrainingPlan(
            phases,
            patience,
            batch,
            updates,
            precision,
            metric,
            seed,
            OptionalDouble.of(timeLimitSeconds.getAsDouble() - secondsGone),
            decisions);
  }

  /** Returns the last phase. */
  public Phase last() {
    return phases.get(phases.size() - 1);
  }

  /** Returns the first epoch of the last phase. */
  public int firstEpochOfLast() {
    return firstEpochOf(epochs());
  }

  /** Returns the first epoch of the phase to which an epoch belongs. */
  int firstEpochOf(int epoch) {
    return firstEpochs().get(indexOf(epoch));
  }

  private int indexOf(int epoch) {
    int last = 0;
    for (int i = 0; i < phases.size(); i++) {
      last += phases.get(i).epochs();
      if (epoch <= last) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "epoch must be at most %d, received %d".formatted(epochs(), epoch));
  }

  /** Returns whether larger values of the deciding metric are better. */
  public boolean higherIsBetter() {
    return !metric.equals(StepRunner.LOSS);
  }

  /** Returns the name of the deciding series. */
  public String decidingSeries() {
    return "validation " + metric;
  }

  /**
   * Returns the same plan in a precision that was decided.
   *
   * @param words why
   */
  public TrainingPlan withPrecision(Precision decided, String words) {
    return with(phases, decided, "precision", words);
  }

  /**
   * Returns the same plan with all rates times a factor that was decided.
   *
   * @param words why
   */
  public TrainingPlan withRates(double factor, String words) {
    List<Phase> changed = phases.stream().map(phase -> phase.atRates(factor)).toList();
    return with(changed, precision, "lr", words);
  }

  /**
   * Returns the same plan, which says on which examples features were brought to one scale.
   *
   * @param words how many of how many, and why
   */
  public TrainingPlan withScale(String words) {
    return with(phases, precision, SCALE, words);
  }

  private TrainingPlan with(
      List<Phase> otherPhases, Precision otherPrecision, String option, String words) {
    Map<String, String> more = new LinkedHashMap<>(decisions);
    more.put(option, words);
    return new TrainingPlan(
        otherPhases,
        patience,
        batch,
        updates,
        otherPrecision,
        metric,
        seed,
        timeLimitSeconds,
        more);
  }
}
