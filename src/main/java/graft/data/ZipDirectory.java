package graft.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the directory at the end of a zip. {@link java.util.zip.ZipFile} tells neither links nor
 * entries that share a name, and would have to be kept open.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format</a>
 */
final class ZipDirectory {

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int END64 = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR64_BYTES = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int MOST_DIRECTORY_BYTES = 64 << 20;
  private static final long IN_EXTRA = 0xFFFFFFFFL;
  private static final int UTF8_NAME = 1 << 11;
  private static final int MADE_ON_UNIX = 3;
  private static final int MADE_ON_MAC = 19;
  private static final Charset OLD_NAMES =
      Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

  private ZipDirectory() {}

  /** Where the directory lies: in bytes, {@code shift} being what was put before the zip. */
  private record Place(long offset, long bytes, long shift) {}

  /**
   * Reads all entries.
   *
   * @throws IOException if this is no zip, or a broken one; the message says what is wrong
   */
  static List<ZipRecord> read(RandomAccessFile file) throws IOException {
    Place place = place(file);
    if (place.bytes() > MOST_DIRECTORY_BYTES) {
      throw new IOException("its directory is larger than 64 MiB");
    }
    ByteBuffer directory = bytes(file, place.offset() + place.shift(), (int) place.bytes());
    List<ZipRecord> records = new ArrayList<>();
    try {
      while (directory.remaining() >= Integer.BYTES && directory.getInt() == ENTRY) {
        records.add(entry(directory, place.shift()));
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IOException("its directory is broken", e);
    }
    if (directory.hasRemaining()) {
      throw new IOException("its directory is broken");
    }
    return records;
  }

  private static Place place(RandomAccessFile file) throws IOException {
    int tail = (int) Math.min(file.length(), END_BYTES + LONGEST_COMMENT);
    ByteBuffer last = bytes(file, file.length() - tail, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      boolean comment = last.getInt(at) == END;
      if (comment && unsigned(last.getShort(at + 20)) == tail - END_BYTES - at) {
        return place(
            file, file.length() - tail + at, last.position(at).slice().order(last.order()));
      }
    }
    throw new IOException("it is not a zip, or was cut off");
  }

  private static Place place(RandomAccessFile file, long at, ByteBuffer end) throws IOException {
    long bytes = unsigned(end.getInt(12));
    long offset = unsigned(end.getInt(16));
    long directoryEnd = at;
    if (bytes == IN_EXTRA || offset == IN_EXTRA || unsigned(end.getShort(10)) == 0xFFFF) {
      ByteBuffer locator = bytes(file, at - LOCATOR64_BYTES, LOCATOR64_BYTES);
      require(locator.getInt(0) == LOCATOR64);
      directoryEnd = locator.getLong(8);
      ByteBuffer end64 = bytes(file, directoryEnd, END64_BYTES);
      require(end64.getInt(0) == END64);
      bytes = end64.getLong(40);
      offset = end64.getLong(48);
    }
    require(bytes >= 0 && offset >= 0 && bytes <= directoryEnd - offset);
    return new Place(offset, bytes, directoryEnd - bytes - offset);
  }

  private static ZipRecord entry(ByteBuffer in, long shift) throws IOException {
    int system = unsigned(in.getShort()) >> 8;
    in.getShort(); // version needed
    int flags = unsigned(in.getShort());
    int method = unsigned(in.getShort());
    in.getInt(); // time and date
    long crc = unsigned(in.getInt());
    long packed = unsigned(in.getInt());
    long size = unsigned(in.getInt());
    int nameLength = unsigned(in.getShort());
    int extraLength = unsigned(in.getShort());
    int commentLength = unsigned(in.getShort());
    in.getInt(); // disk and internal attributes
    int mode = in.getInt() >>> 16;
    long offset = unsigned(in.getInt());
    String name = name(take(in, nameLength), (flags & UTF8_NAME) != 0);
    ByteBuffer wide = wide(take(in, extraLength));
    take(in, commentLength);
    size = size == IN_EXTRA ? wide.getLong() : size;
    packed = packed == IN_EXTRA ? wide.getLong() : packed;
    offset = offset == IN_EXTRA ? wide.getLong() : offset;
    require(size >= 0 && packed >= 0 && offset >= 0);
    boolean unix = system == MADE_ON_UNIX || system == MADE_ON_MAC;
    return new ZipRecord(name, flags, method, crc, packed, size, offset + shift, unix ? mode : 0);
  }

  /** Returns the extra field that holds what does not fit 32 bits; empty where there is none. */
  private static ByteBuffer wide(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int kind = unsigned(extra.getShort());
      ByteBuffer field = take(extra, unsigned(extra.getShort()));
      if (kind == 1) {
        return field;
      }
    }
    return ByteBuffer.allocate(0);
  }

  /** Many programs write UTF-8 without saying so; what is no UTF-8 is of the old code page. */
  private static String name(ByteBuffer bytes, boolean utf8) {
    if (utf8) {
      return StandardCharsets.UTF_8.decode(bytes).toString();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      return OLD_NAMES.decode(bytes).toString();
    }
  }

  private static ByteBuffer take(ByteBuffer in, int length) {
    ByteBuffer taken = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + length);
    return taken;
  }

  private static ByteBuffer bytes(RandomAccessFile file, long offset, int length)
      throws IOException {
    require(offset >= 0 && offset + length <= file.length());
    byte[] bytes = new byte[length];
    file.seek(offset);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void require(boolean sound) throws IOException {
    if (!sound) {
      throw new IOException("its directory is broken");
    }
  }

  private static int unsigned(short value) {
    return Short.toUnsignedInt(value);
  }

  private static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }
}
