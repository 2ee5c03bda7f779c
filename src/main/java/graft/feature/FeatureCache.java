package graft.feature;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps features of single examples, so that epochs, runs, splits, baselines and processes share
 * them: in memory up to a budget, and in a folder up to a limit. In both the least recently used go
 * first, and nothing is dropped for another reason. What left the memory is still on disk; what is
 * on disk is found by the next process. Safe for several threads; several processes may share a
 * folder.
 *
 * <p>A file that was damaged is not believed but replaced. Where the folder cannot be written, or
 * its disk is full, there is only memory, and {@link #takeProblems} says so.
 */
public final class FeatureCache {

  /** 4 GiB: about 2 million rows of 512 numbers, or 20,000 of 256 x 14 x 14. */
  public static final long MOST_DISK_BYTES = 4L << 30;

  private static final int SHARE_OF_HEAP = 4;

  private final FeatureMemory memory;
  private final @Nullable FeatureFolder folder;

  private FeatureCache(FeatureMemory memory, @Nullable FeatureFolder folder) {
    this.memory = memory;
    this.folder = folder;
  }

  /**
   * Makes a cache without files.
   *
   * @param memoryBytes how much to keep at most; 0 to keep nothing
   */
  public static FeatureCache inMemory(long memoryBytes) {
    return new FeatureCache(new FeatureMemory(memoryBytes), null);
  }

  /**
   * Makes a cache over a folder, which need not exist.
   *
   * @param memoryBytes how much to keep in memory at most
   * @param diskBytes how much to keep in the folder at most
   */
  public static FeatureCache in(Path folder, long memoryBytes, long diskBytes) {
    return new FeatureCache(new FeatureMemory(memoryBytes), new FeatureFolder(folder, diskBytes));
  }

  /**
   * Makes a cache over a folder that may fill a quarter of the heap, and of the disk a tenth of
   * what is free but not more than {@link #MOST_DISK_BYTES}.
   */
  public static FeatureCache in(Path folder) {
    long disk = Math.min(MOST_DISK_BYTES, FeatureFolder.tenthOfFreeSpace(folder));
    return in(folder, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, disk);
  }

  /** Returns a cache with the same memory over another folder. */
  public FeatureCache movedTo(Path otherFolder) {
    long disk = Math.min(MOST_DISK_BYTES, FeatureFolder.tenthOfFreeSpace(otherFolder));
    return folder == null ? this : new FeatureCache(memory, new FeatureFolder(otherFolder, disk));
  }

  /** Returns how many bytes may be kept in memory. */
  public long memoryBytes() {
    return memory.budgetBytes();
  }

  /** Returns how many bytes may be kept on disk, as far as it has room and can be written. */
  public long diskBytes() {
    return folder == null ? 0 : folder.capacityBytes();
  }

  /**
   * Returns whether memory or disk alone can hold some rows at once.
   *
   * @param rowBytes see {@link FeatureExtractor#rowBytes}
   */
  public boolean canHold(long rows, long rowBytes) {
    return rows * (rowBytes + FeatureMemory.ENTRY_BYTES) <= memoryBytes()
        || rows * (rowBytes + FeatureSegment.ENTRY_BYTES) <= diskBytes() - spareBytes();
  }

  /** The limit evicts whole files, so the last one must not be needed. */
  private long spareBytes() {
    return folder == null ? 0 : folder.segmentBytes();
  }

  /**
   * Returns what went wrong with files since the last call, a sentence each; nothing is lost by it
   * but time.
   */
  public List<String> takeProblems() {
    return folder == null ? List.of() : folder.takeProblems();
  }

  FeatureShelf shelf(FeatureSpec spec) {
    return new FeatureShelf(spec.hash(), memory, folder);
  }
}
