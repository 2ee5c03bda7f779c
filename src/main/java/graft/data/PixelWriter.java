package graft.data;

import graft.data.PixelFormat.Slot;
import graft.weights.ProcessMark;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects pictures in a new file, from any thread. The file lies in the cache's folder where that
 * can be written, else in the system's folder for temporary files; what fits neither stays on the
 * heap, so no decoded picture is lost. It appears under its name when it is complete.
 */
final class PixelWriter implements AutoCloseable {

  /** Others see whether the process that writes still lives. */
  private static final String PREFIX = "pixels-" + ProcessMark.own() + "-";

  private final PixelFormat format;
  private final List<String> contentHashes;
  private final @Nullable Path target;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Slot> slots = new HashMap<>();
  private final Map<String, RgbImage> onHeap = new HashMap<>();
  private @Nullable RandomAccessFile file;
  private @Nullable Path path;
  private @Nullable String notice;
  private boolean cached;

  /**
   * Begins a file.
   *
   * @param contentHashes a slot each, in this order
   * @param target where it shall lie when it is complete; null if nobody wants it any longer than
   *     it is open
   */
  PixelWriter(PixelFormat format, List<String> contentHashes, @Nullable Path target) {
    this.format = format;
    this.contentHashes = List.copyOf(contentHashes);
    this.target = target;
    contentHashes.forEach(hash -> numbers.put(hash, numbers.size()));
    cached = target != null && begin(target.getParent());
    if (!cached) {
      begin(Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  private boolean begin(Path folder) {
    try {
      Files.createDirectories(folder);
      path = Files.createTempFile(folder, PREFIX, PixelFolder.UNFINISHED);
      file = new RandomAccessFile(path.toFile(), "rw");
      file.write(format.encode(contentHashes, Map.of()));
      file.setLength(format.fileBytes(contentHashes.size()));
      return true;
    } catch (IOException e) {
      notice(folder, e);
      close();
      return false;
    }
  }

  /** Adds a picture; where the disk takes no more, it stays on the heap. */
  synchronized void add(String contentHash, RgbImage image) {
    if (!write(contentHash, image)) {
      onHeap.put(contentHash, image);
    }
  }

  /** Adds a picture unless the disk takes no more, which it says. */
  synchronized boolean write(String contentHash, RgbImage image) {
    if (file == null || !onHeap.isEmpty()) {
      return false;
    }
    int number = numbers.get(contentHash);
    try {
      file.seek(PixelFormat.slotsOffset(numbers.size()) + (long) number * format.slotBytes());
      file.write(image.rgb());
      slots.put(contentHash, new Slot(number, PixelFormat.checksum(image.rgb())));
      return true;
    } catch (IOException e) {
      notice(path.getParent(), e);
      cached = false;
      return false;
    }
  }

  /** Says whether a picture was added. */
  synchronized boolean holds(String contentHash) {
    return slots.containsKey(contentHash) || onHeap.containsKey(contentHash);
  }

  /** Says whether the file lies in the cache and took all that it was given. */
  synchronized boolean isCached() {
    return cached;
  }

  /** Returns what did not fit the disk. */
  synchronized Map<String, RgbImage> onHeap() {
    return Map.copyOf(onHeap);
  }

  /** Returns why pictures will not be there next time, empty if they will. */
  synchronized Optional<String> notice() {
    return Optional.ofNullable(notice);
  }

  /**
   * Completes the file and opens it; the caller closes that. Empty where no file could be begun.
   *
   * @throws IOException if what was written cannot be read
   */
  synchronized Optional<PixelFile> finish() throws IOException {
    if (file == null || path == null) {
      return Optional.empty();
    }
    if (cached && target != null) {
      publish(file, path, target);
    }
    return Optional.of(PixelFile.open(path, format, numbers.size(), slots));
  }

  private void publish(RandomAccessFile complete, Path from, Path to) {
    try {
      complete.seek(0);
      complete.write(format.encode(contentHashes, slots));
      complete.close(); // Windows moves no open file
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      path = to;
    } catch (IOException e) {
      notice(to.getParent(), e);
      cached = false;
    }
  }

  /** Ends the work; what was not published is deleted, at the latest when Java ends. */
  @Override
  public synchronized void close() {
    try {
      if (file != null) {
        file.close();
      }
      if (path != null && !cached) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      path.toFile().deleteOnExit(); // Windows deletes no open file
    }
    file = null;
    path = null;
  }

  private void notice(Path where, IOException e) {
    if (notice == null) {
      notice =
          "decoded pictures cannot be kept in %s (%s) and will be decoded again next time"
              .formatted(where, FileReasons.of(e));
    }
  }
}
