package graft.data;

import graft.GraftException;
import graft.data.PixelFormat.Slot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a file of shaped pictures by their content hashes, from any thread. Whoever opens it closes
 * it.
 *
 * <p>The file is read, not mapped: a picture comes out of the system's page cache in about 20
 * microseconds either way, Java 17 and 25 have no common way to unmap without a warning, and a read
 * of a {@link RandomAccessFile} does not fail in threads that were interrupted.
 */
final class PixelFile implements AutoCloseable {

  private final PixelFormat format;
  private final Map<String, Slot> slots;
  private final long slotsOffset;
  private final RandomAccessFile file;
  private boolean closed;

  private PixelFile(
      PixelFormat format, Map<String, Slot> slots, long slotsOffset, RandomAccessFile file) {
    this.format = format;
    this.slots = Map.copyOf(slots);
    this.slotsOffset = slotsOffset;
    this.file = file;
  }

  /** Opens a file; empty where there is none of this format, or a damaged one. */
  static Optional<PixelFile> open(Path path, PixelFormat format) throws IOException {
    if (!Files.isReadable(path)) {
      return Optional.empty();
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    Optional<PixelFile> result = Optional.empty();
    try {
      result = sound(file, format);
    } finally {
      if (result.isEmpty()) {
        file.close();
      }
    }
    return result;
  }

  /** Opens a file of which more is known than it says itself, since it is not complete. */
  static PixelFile open(Path path, PixelFormat format, int count, Map<String, Slot> slots)
      throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    return new PixelFile(format, slots, PixelFormat.slotsOffset(count), file);
  }

  private static Optional<PixelFile> sound(RandomAccessFile file, PixelFormat format)
      throws IOException {
    if (file.length() < PixelFormat.HEAD_BYTES) {
      return Optional.empty();
    }
    Optional<Integer> count = format.count(start(file, PixelFormat.HEAD_BYTES));
    if (count.isEmpty() || file.length() != format.fileBytes(count.get())) {
      return Optional.empty();
    }
    long slotsOffset = PixelFormat.slotsOffset(count.get());
    return format
        .decode(start(file, slotsOffset))
        .map(slots -> new PixelFile(format, slots, slotsOffset, file));
  }

  private static byte[] start(RandomAccessFile file, long length) throws IOException {
    byte[] bytes = new byte[(int) length];
    file.seek(0);
    file.readFully(bytes);
    return bytes;
  }

  boolean holds(String contentHash) {
    return slots.containsKey(contentHash);
  }

  /**
   * Returns a picture that the file holds.
   *
   * @throws IllegalStateException if closed
   * @throws GraftException if the file can no longer be read
   */
  RgbImage read(String contentHash) {
    byte[] rgb = new byte[format.slotBytes()];
    read(slots.get(contentHash).number(), rgb);
    return new RgbImage(format.width(), format.height(), rgb);
  }

  private synchronized void read(int number, byte[] rgb) {
    if (closed) {
      throw new IllegalStateException("pixel store is closed; load it again");
    }
    try {
      file.seek(slotsOffset + (long) number * format.slotBytes());
      file.readFully(rgb);
    } catch (IOException e) {
      throw new GraftException(
          "decoded pictures cannot be read back: " + FileReasons.of(e) + "; load them again", e);
    }
  }

  /** Returns a picture, empty where the file does not hold it or its bytes were damaged. */
  Optional<RgbImage> intact(String contentHash) {
    if (!holds(contentHash)) {
      return Optional.empty();
    }
    RgbImage image = read(contentHash);
    boolean sound = PixelFormat.checksum(image.rgb()) == slots.get(contentHash).checksum();
    return sound ? Optional.of(image) : Optional.empty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      file.close();
    } catch (IOException e) {
      throw new GraftException("decoded pictures cannot be closed: " + FileReasons.of(e), e);
    }
  }
}
