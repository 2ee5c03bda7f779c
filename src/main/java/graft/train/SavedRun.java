package graft.train;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is kept of a run beside its weights: enough to bring its model back in a new process.
 *
 * @param key equal for runs with the same command, weights, data and seed
 * @param finished when it ended, ISO 8601 in UTC
 * @param backbone the backbone's name in the catalog
 * @param weights hash of the weights that the backbone was loaded with, {@code random-SEED} where
 *     they were drawn
 * @param policy what trained
 * @param classes the labels, in order
 * @param metric the headline metric
 * @param data where the data lay, relative to the notebook's folder, as users type it
 * @param split what was said of the parts, as {@link graft.data.Division#words} writes it
 * @param splitSeed seed of the split
 * @param dataHash of the data set
 * @param logPriorShift is added to logits before they become probabilities, an entry a class; zeros
 *     where training was not balanced
 * @param command what the user said of the run, as users type it
 * @param exposure name of the file that says what its model met, by content; empty where an earlier
 *     version kept the run
 * @param history what was measured
 */
public record SavedRun(
    String key,
    String finished,
    String backbone,
    String weights,
    FreezePolicy policy,
    List<String> classes,
    String metric,
    String data,
    String split,
    long splitSeed,
    String dataHash,
    List<Float> logPriorShift,
    String command,
    String exposure,
    TrainingHistory history) {

  private static final String RANDOM = "random-";

  /** Copies the lists. */
  public SavedRun {
    classes = List.copyOf(classes);
    logPriorShift = List.copyOf(logPriorShift);
    exposure = Objects.requireNonNullElse(exposure, ""); // absent in records of earlier versions
  }

  /** Returns which run this is. */
  public RunIdentity identity() {
    return history.identity();
  }

  /** Returns the same run, whose history says which one it is. */
  SavedRun identified(String bestWeights) {
    return with(history.identified(key, bestWeights));
  }

  /** Returns the same run under another number. */
  SavedRun numbered(int number) {
    return with(history.numbered(number));
  }

  private SavedRun with(TrainingHistory other) {
    return new SavedRun(
        key,
        finished,
        backbone,
        weights,
        policy,
        classes,
        metric,
        data,
        split,
        splitSeed,
        dataHash,
        logPriorShift,
        command,
        exposure,
        other);
  }

  /** Returns the seed of the weights that the backbone was loaded with, where they were drawn. */
  public OptionalLong randomSeed() {
    return weights.startsWith(RANDOM)
        ? OptionalLong.of(Long.parseLong(weights.substring(RANDOM.length())))
        : OptionalLong.empty();
  }
}
