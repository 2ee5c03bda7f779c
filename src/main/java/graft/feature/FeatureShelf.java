package graft.feature;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows of one spec, from memory or else from the disk, and takes new ones. What other
 * processes wrote is seen when the shelf is made and whenever it writes itself. Safe for several
 * threads.
 */
final class FeatureShelf {

  private static final long MOST_PENDING_NANOS = 30_000_000_000L;

  /** A file below this share of a full one is written anew, together with what comes next. */
  private static final int SMALL = 32;

  private final String spec;
  private final FeatureMemory memory;
  private final @Nullable FeatureFolder folder;
  private final Set<FeatureSegment> used = ConcurrentHashMap.newKeySet();
  private volatile List<FeatureSegment> segments;
  private SortedMap<FeatureKey, FeatureRow> pending = new TreeMap<>();
  private long pendingBytes;
  private long pendingSince;

  FeatureShelf(String spec, FeatureMemory memory, @Nullable FeatureFolder folder) {
    this.spec = spec;
    this.memory = memory;
    this.folder = folder;
    this.segments = folder == null ? List.of() : folder.segments(spec, List.of());
  }

  String spec() {
    return spec;
  }

  /**
   * Returns whether a row is there, without reading it. It counts as used, on disk too, and if it
   * was in memory only it will be on disk.
   */
  boolean retains(FeatureKey key) {
    Optional<FeatureRow> remembered = memory.find(key);
    boolean written = pending(key).isPresent() || isStored(key);
    if (!written) {
      remembered.ifPresent(row -> put(key, row));
    }
    return written || remembered.isPresent();
  }

  /** Returns a row; what was on disk only is in memory from now on. */
  Optional<FeatureRow> find(FeatureKey key) {
    Optional<FeatureRow> row = memory.find(key);
    if (row.isEmpty()) {
      row = pending(key).or(() -> stored(key));
      row.ifPresent(found -> memory.put(key, found));
    }
    return row;
  }

  private synchronized Optional<FeatureRow> pending(FeatureKey key) {
    return Optional.ofNullable(pending.get(key));
  }

  private boolean isStored(FeatureKey key) {
    return mapped(() -> place(key)).isPresent();
  }

  private Optional<FeatureRow> stored(FeatureKey key) {
    return mapped(() -> read(key));
  }

  /**
   * Reads what is mapped. Where somebody cut off a file under the mapping, Java throws an error of
   * the virtual machine, and not always where the file is read; such files are then known by their
   * length.
   */
  private <T> Optional<T> mapped(Supplier<Optional<T>> reading) {
    try {
      return reading.get();
    } catch (InternalError e) {
      List<FeatureSegment> cutOff = segments.stream().filter(FeatureSegment::isCutOff).toList();
      if (cutOff.isEmpty()) {
        throw e;
      }
      cutOff.forEach(this::discard);
      return Optional.empty();
    }
  }

  private Optional<FeatureRow> read(FeatureKey key) {
    Optional<Place> place = place(key);
    while (place.isPresent()) {
      Optional<FeatureRow> row = place.get().segment().row(place.get().number());
      if (row.isPresent()) {
        return row;
      }
      discard(place.get().segment());
      place = place(key);
    }
    return Optional.empty();
  }

  private Optional<Place> place(FeatureKey key) {
    for (FeatureSegment segment : segments) {
      int number = segment.number(key);
      if (number >= 0) {
        markUsed(segment);
        return Optional.of(new Place(segment, number));
      }
    }
    return Optional.empty();
  }

  private void markUsed(FeatureSegment segment) {
    if (folder != null && used.add(segment)) {
      folder.touch(segment);
    }
  }

  private synchronized void discard(FeatureSegment segment) {
    if (folder != null && segments.contains(segment)) {
      segments = segments.stream().filter(other -> other != segment).toList();
      folder.discard(segment.path());
    }
  }

  /** Keeps a row in memory at once, on disk soon. */
  synchronized void put(FeatureKey key, FeatureRow row) {
    memory.put(key, row);
    if (folder == null) {
      return;
    }
    if (pending.isEmpty()) {
      pendingSince = System.nanoTime();
    }
    pending.put(key, row);
    pendingBytes += row.bytes().length;
    if (pendingBytes >= folder.segmentBytes()
        || System.nanoTime() - pendingSince > MOST_PENDING_NANOS) {
      flush();
    }
  }

  /** Writes what is not on disk yet. Where that fails, memory is all there is. */
  synchronized void flush() {
    if (folder == null || pending.isEmpty()) {
      return;
    }
    List<FeatureSegment> small = small(folder.segmentBytes() / SMALL);
    small.forEach(segment -> segment.copyTo(pending));
    if (folder.write(spec, pending)) {
      small.forEach(segment -> folder.remove(segment.path()));
      segments = folder.segments(spec, segments);
    }
    pending = new TreeMap<>();
    pendingBytes = 0;
  }

  /** Many short pieces of work would otherwise leave many files. */
  private List<FeatureSegment> small(long bytes) {
    return segments.stream().filter(segment -> segment.bytes() < bytes).toList();
  }

  /** Where a row lies. */
  private record Place(FeatureSegment segment, int number) {}
}
