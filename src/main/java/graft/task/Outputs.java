package graft.task;

import graft.data.Target;
import graft.metric.Argmax;
import graft.tensor.FloatTensor;
import java.util.List;

/**
 * Holds what a head said of some examples, in Java memory.
 *
 * @param ids of the examples
 * @param targets what was to be learned of each
 * @param values the head's output: [examples, ...]
 */
public record Outputs(List<String> ids, List<Target> targets, FloatTensor values) {

  /** Copies the lists. */
  public Outputs {
    ids = List.copyOf(ids);
    targets = List.copyOf(targets);
  }

  /**
   * Returns the index of each example's class, of mixed ones that of the largest share; all targets
   * must be {@link Target.OneClass} or {@link Target.Soft}.
   */
  public int[] classes() {
    return targets.stream().mapToInt(Outputs::index).toArray();
  }

  private static int index(Target target) {
    return target instanceof Target.Soft soft
        ? Argmax.of(new float[][] {soft.weights().values()})[0]
        : ((Target.OneClass) target).index();
  }

  /**
   * Returns the outputs of some examples.
   *
   * @param indices which, in the order that they are wanted in
   */
  public Outputs only(List<Integer> indices) {
    float[][] all = rows();
    return new Outputs(
        indices.stream().map(ids::get).toList(),
        indices.stream().map(targets::get).toList(),
        FloatTensor.rows(indices.size(), indices.stream().map(i -> all[i]).toList()));
  }

  /** Returns the output as one row an example. */
  public float[][] rows() {
    int width = values.size() / Math.max(1, ids.size());
    float[][] rows = new float[ids.size()][width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values.values(), i * width, rows[i], 0, width);
    }
    return rows;
  }
}
