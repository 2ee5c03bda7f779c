package graft.feature;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps rows on the heap up to a budget; the least recently used go first. Safe for threads. */
final class FeatureMemory {

  /** What an entry of a linked hash map takes beside the row's bytes, on a 64-bit machine. */
  static final int ENTRY_BYTES = 120;

  private final long budgetBytes;
  private final Map<FeatureKey, FeatureRow> rows = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  FeatureMemory(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  long budgetBytes() {
    return budgetBytes;
  }

  synchronized Optional<FeatureRow> find(FeatureKey key) {
    return Optional.ofNullable(rows.get(key));
  }

  synchronized void put(FeatureKey key, FeatureRow row) {
    FeatureRow before = rows.put(key, row);
    bytes += size(row) - (before == null ? 0 : size(before));
    Iterator<FeatureRow> oldest = rows.values().iterator();
    while (bytes > budgetBytes && oldest.hasNext()) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  private static long size(FeatureRow row) {
    return row.bytes().length + ENTRY_BYTES;
  }
}
