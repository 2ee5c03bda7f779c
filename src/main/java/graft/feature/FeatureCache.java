package graft.feature;

import graft.tensor.FloatTensor;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps features of single examples in memory, by content and spec, so that epochs, runs, splits
 * and baselines share them. Past its budget the least recently used go first. Safe for several
 * threads.
 */
public final class FeatureCache {

  private final long budgetBytes;
  private final Map<Key, Map<String, FloatTensor>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param budgetBytes how much to keep at most
   */
  public FeatureCache(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  /** Makes a cache that may fill a quarter of the heap. */
  public static FeatureCache ofDefaultSize() {
    return new FeatureCache(Runtime.getRuntime().maxMemory() / 4);
  }

  /** Returns how many bytes of features may be kept. */
  public long budgetBytes() {
    return budgetBytes;
  }

  /** Returns an example's features by name, if they are kept. */
  public synchronized Optional<Map<String, FloatTensor>> find(
      FeatureSpec spec, String contentHash) {
    return Optional.ofNullable(entries.get(new Key(spec, contentHash)));
  }

  /** Keeps an example's features. */
  public synchronized void put(
      FeatureSpec spec, String contentHash, Map<String, FloatTensor> features) {
    Map<String, FloatTensor> before = entries.put(new Key(spec, contentHash), features);
    bytes += size(features) - (before == null ? 0 : size(before));
    Iterator<Map<String, FloatTensor>> oldest = entries.values().iterator();
    while (bytes > budgetBytes && oldest.hasNext()) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  private static long size(Map<String, FloatTensor> features) {
    return features.values().stream().mapToLong(tensor -> 4L * tensor.size()).sum();
  }

  private record Key(FeatureSpec spec, String contentHash) {}
}
