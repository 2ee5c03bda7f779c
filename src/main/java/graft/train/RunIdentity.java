package graft.train;

/**
 * Says which run is meant, beyond its number: what holds a run by this never gets another one, even
 * where folders were removed or copied.
 *
 * @param number under which it is kept, 0 for none
 * @param key equal for runs with the same command, weights, data and seed
 * @param weights SHA-256 of the file of its best weights; empty where its record does not say it
 */
public record RunIdentity(int number, String key, String weights) {

  /** No run. */
  public static final RunIdentity NONE = new RunIdentity(0, "", "");

  /** Returns the same run with these weights. */
  public RunIdentity with(String newWeights) {
    return new RunIdentity(number, key, newWeights);
  }

  /** Returns whether this is a run at all. */
  public boolean isRun() {
    return number > 0;
  }

  /** Returns whether another one is of this run, as far as it says its weights. */
  public boolean matches(RunIdentity kept) {
    return number == kept.number
        && key.equals(kept.key)
        && (weights.equals(kept.weights) || kept.weights.isEmpty());
  }
}
