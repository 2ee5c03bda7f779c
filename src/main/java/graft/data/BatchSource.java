package graft.data;

import java.util.List;

/** Gives batches of examples in any order; safe for use by several threads. */
public interface BatchSource {

  /** Returns the examples, in the order that indices refer to. */
  List<Example> examples();

  /**
   * Prepares some examples.
   *
   * @param indices into {@link #examples()}, in the order of the batch
   * @param runSeed the run's seed
   * @param epoch counted from 1; 0 outside of training
   * @throws graft.GraftException if an example cannot be read
   */
  Batch batch(List<Integer> indices, long runSeed, int epoch);

  /** Returns whether the same example is always prepared the same way, whatever the epoch. */
  boolean deterministic();

  /** Returns a text that is equal for sources that prepare equal examples equally. */
  String fingerprint();
}
