package graft.train;

import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.Draw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One pass over named sources, one batch of each a step. The longest source is passed once; shorter
 * ones begin again.
 */
final class Lockstep {

  private final Map<String, BatchSource> sources;
  private final Map<String, List<Integer>> orders = new LinkedHashMap<>();
  private final int batch;
  private final long seed;
  private final int epoch;

  /**
   * @param epoch counted from 1; 0 for a pass in the sources' own order
   */
  Lockstep(Map<String, BatchSource> sources, int batch, long seed, int epoch) {
    this.sources = sources;
    this.batch = batch;
    this.seed = seed;
    this.epoch = epoch;
    sources.forEach((name, source) -> orders.put(name, order(name, source.examples().size())));
  }

  /** Returns the number of steps. */
  int steps() {
    int longest = orders.values().stream().mapToInt(List::size).max().orElse(0);
    return (longest + batch - 1) / batch;
  }

  /** Returns the batch of each source for one step, counted from 0. */
  Map<String, Batch> step(int step) {
    Map<String, Batch> batches = new LinkedHashMap<>();
    sources.forEach(
        (name, source) -> batches.put(name, source.batch(indices(name, step), seed, epoch)));
    return batches;
  }

  /** The last batch of the longest source may be smaller; shorter sources go round. */
  private List<Integer> indices(String name, int step) {
    List<Integer> order = orders.get(name);
    int batches = (order.size() + batch - 1) / batch;
    int from = (step % batches) * batch;
    return order.subList(from, Math.min(from + batch, order.size()));
  }

  private List<Integer> order(String name, int size) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    if (epoch > 0) {
      SplittableRandom random = new Draw(seed, "order", epoch, name).random();
      for (int i = size - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        order.set(i, order.set(j, order.get(i)));
      }
    }
    return order;
  }
}
