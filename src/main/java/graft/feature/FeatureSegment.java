package graft.feature;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * Reads a file of rows through memory that the system maps. A file is written once and never
 * changed, so that any number of threads and processes read it without a lock. Nothing of it is
 * believed before its checksum was compared. Numbers are little-endian.
 *
 * <pre>
 * magic 8 | spec 32 | count 4 | checksum of the index 4
 * index   count x (key 16 | where the row ends 4 | its checksum 4), sorted by key
 * rows    in the order of the index
 * </pre>
 */
final class FeatureSegment {

  /** What a row takes beside its bytes. */
  static final int ENTRY_BYTES = FeatureKey.BYTES + 4 + 4;

  private static final byte[] MAGIC = "GRAFTFT1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_BYTES = 8 + 32 + 4 + 4;

  private final Path path;
  private final ByteBuffer file;
  private final int count;
  private final int rowsAt;

  private FeatureSegment(Path path, ByteBuffer file, int count) {
    this.path = path;
    this.file = file;
    this.count = count;
    this.rowsAt = HEAD_BYTES + count * ENTRY_BYTES;
  }

  /** Opens a file; empty where it was damaged or is not one of this spec. */
  static Optional<FeatureSegment> open(Path path, String spec) throws IOException {
    ByteBuffer file = map(path).order(ByteOrder.LITTLE_ENDIAN);
    if (file.limit() < HEAD_BYTES || !head(spec, 0).slice(0, 40).equals(file.slice(0, 40))) {
      return Optional.empty();
    }
    long count = file.getInt(40);
    if (count < 1 || HEAD_BYTES + count * ENTRY_BYTES > file.limit()) {
      return Optional.empty();
    }
    FeatureSegment segment = new FeatureSegment(path, file, (int) count);
    return segment.isSound() ? Optional.of(segment) : Optional.empty();
  }

  /** An interrupt would close the channel, and mean a stop, not a file that cannot be read. */
  private static MappedByteBuffer map(Path path) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long most = Math.min(channel.size(), Integer.MAX_VALUE);
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, most);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isSound() {
    byte[] index = new byte[count * ENTRY_BYTES];
    file.get(HEAD_BYTES, index);
    boolean sound = checksum(index) == file.getInt(44);
    for (int i = 0; sound && i < count; i++) {
      sound = begin(i) <= end(i);
    }
    return sound && rowsAt + (long) end(count - 1) == file.limit();
  }

  Path path() {
    return path;
  }

  int bytes() {
    return file.limit();
  }

  /** Returns whether the file became shorter than what is mapped. */
  boolean isCutOff() {
    return Files.exists(path) && path.toFile().length() < bytes();
  }

  /** Returns the number of a key's row, below 0 where the file does not hold it. */
  int number(FeatureKey key) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = key(middle).compareTo(key);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1;
  }

  /** Copies a row to the heap; empty where its bytes were damaged. */
  Optional<FeatureRow> row(int number) {
    byte[] row = new byte[end(number) - begin(number)];
    file.get(rowsAt + begin(number), row);
    boolean sound = checksum(row) == file.getInt(entry(number) + FeatureKey.BYTES + 4);
    return sound ? Optional.of(new FeatureRow(row)) : Optional.empty();
  }

  /** Adds all sound rows that are not there yet. */
  void copyTo(Map<FeatureKey, FeatureRow> rows) {
    for (int i = 0; i < count; i++) {
      FeatureKey key = key(i);
      row(i).ifPresent(row -> rows.putIfAbsent(key, row));
    }
  }

  private FeatureKey key(int number) {
    return new FeatureKey(file.getLong(entry(number)), file.getLong(entry(number) + 8));
  }

  private int begin(int number) {
    return number == 0 ? 0 : end(number - 1);
  }

  private int end(int number) {
    return file.getInt(entry(number) + FeatureKey.BYTES);
  }

  private static int entry(int number) {
    return HEAD_BYTES + number * ENTRY_BYTES;
  }

  /** Writes a file that {@link #open} reads. */
  static void write(OutputStream file, String spec, SortedMap<FeatureKey, FeatureRow> rows)
      throws IOException {
    OutputStream out = new BufferedOutputStream(file);
    byte[] index = index(rows);
    out.write(head(spec, rows.size()).putInt(44, checksum(index)).array());
    out.write(index);
    for (FeatureRow row : rows.values()) {
      out.write(row.bytes());
    }
    out.flush();
  }

  /** Returns how large a file of these rows is. */
  static long bytes(SortedMap<FeatureKey, FeatureRow> rows) {
    long bytes = rows.values().stream().mapToLong(row -> row.bytes().length).sum();
    return HEAD_BYTES + (long) rows.size() * ENTRY_BYTES + bytes;
  }

  private static ByteBuffer head(String spec, int count) {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return head.put(MAGIC).put(HexFormat.of().parseHex(spec)).putInt(count);
  }

  private static byte[] index(SortedMap<FeatureKey, FeatureRow> rows) {
    ByteBuffer index = ByteBuffer.allocate(rows.size() * ENTRY_BYTES);
    index.order(ByteOrder.LITTLE_ENDIAN);
    int end = 0;
    for (Map.Entry<FeatureKey, FeatureRow> row : rows.entrySet()) {
      end = Math.addExact(end, row.getValue().bytes().length);
      index.putLong(row.getKey().high()).putLong(row.getKey().low());
      index.putInt(end).putInt(checksum(row.getValue().bytes()));
    }
    return index.array();
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
