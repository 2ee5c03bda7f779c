package graft.data;

import graft.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Holds prepared examples side by side.
 *
 * @param inputs by name, each with the batch as first axis; inputs of unlike length are padded and
 *     come with a mask of their own, {@code NAME.mask}: [batch, length], 1 where there is input
 * @param targets what is to be learned of each
 * @param weights how much each counts in the loss: [batch]
 * @param ids the examples' ids
 */
public record Batch(
    Map<String, Tensor> inputs, List<Target> targets, float[] weights, List<String> ids) {

  /** Copies the collections. */
  public Batch {
    inputs = Map.copyOf(inputs);
    targets = List.copyOf(targets);
    ids = List.copyOf(ids);
  }

  /** Returns the number of examples. */
  public int size() {
    return ids.size();
  }
}
