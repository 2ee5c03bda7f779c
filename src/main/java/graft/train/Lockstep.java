package graft.train;

import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.Draw;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    sources.forEach((name, source) -> orders.put(name, order(name, source)));
  }

  /** Returns the number of steps. */
  int steps() {
    return orders.values().stream().mapToInt(order -> batches(order.size())).max().orElse(0);
  }

  /** Returns the batch of each source for one step, counted from 0. */
  Map<String, Batch> step(int step) {
    Map<String, Batch> batches = new LinkedHashMap<>();
    sources.forEach(
        (name, source) -> batches.put(name, source.batch(indices(name, step), seed, epoch)));
    return batches;
  }

  /** Returns the batches of each source up to a step, without inputs where those take work. */
  Map<String, List<Batch>> before(int step) {
    Map<String, List<Batch>> passed = new LinkedHashMap<>();
    sources.forEach(
        (name, source) ->
            passed.put(
                name,
                IntStream.range(0, step)
                    .mapToObj(each -> source.labels(indices(name, each), seed, epoch))
                    .toList()));
    return passed;
  }

  /** The last batch of a source may be smaller, or larger by one; shorter sources go round. */
  private List<Integer> indices(String name, int step) {
    List<Integer> order = orders.get(name);
    int batches = batches(order.size());
    int place = step % batches;
    return order.subList(place * batch, place == batches - 1 ? order.size() : (place + 1) * batch);
  }

  /**
   * A single example that is left over joins the batch before it while training: a norm cannot
   * measure how one number varies.
   */
  private int batches(int examples) {
    boolean oneLeft = epoch > 0 && batch > 1 && examples > batch && examples % batch == 1;
    return oneLeft ? examples / batch : (examples + batch - 1) / batch;
  }

  private List<Integer> order(String name, BatchSource source) {
    return epoch == 0
        ? IntStream.range(0, source.examples().size()).boxed().toList()
        : source.order(new Draw(seed, "order", epoch, name));
  }
}
