package graft.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads one entry of a zip into memory, never more than the directory claims. */
final class ZipEntryReader {

  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;

  /** Deflate makes nothing more than 1,032 times smaller. */
  private static final int MOST_EXPANSION = 1032;

  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private ZipEntryReader() {}

  /**
   * Reads an entry.
   *
   * @throws IOException if the entry is broken, larger than {@link StoredFile#MOST_BYTES} or packed
   *     in a way that Java cannot read
   */
  static byte[] read(Path zip, ZipRecord entry) throws IOException {
    if (entry.method() != STORED && entry.method() != DEFLATED) {
      throw new IOException(
          "is packed with method %d, which Java cannot unpack".formatted(entry.method()));
    }
    if (Math.max(entry.size(), entry.packed()) > StoredFile.MOST_BYTES) {
      throw new IOException("is larger than %d MiB".formatted(StoredFile.MOST_BYTES >> 20));
    }
    byte[] packed = packed(zip, entry);
    byte[] bytes = entry.method() == STORED ? packed : inflated(packed, (int) entry.size());
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (bytes.length != entry.size() || crc.getValue() != entry.crc()) {
      throw new IOException("is broken in the zip");
    }
    return bytes;
  }

  private static byte[] packed(Path zip, ZipRecord entry) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
      byte[] header = new byte[LOCAL_BYTES];
      file.seek(entry.offset());
      file.readFully(header);
      ByteBuffer local = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
      if (local.getInt(0) != LOCAL) {
        throw new IOException("is broken in the zip");
      }
      int name = Short.toUnsignedInt(local.getShort(26));
      int extra = Short.toUnsignedInt(local.getShort(28));
      if (file.getFilePointer() + name + extra + entry.packed() > file.length()) {
        throw new IOException("is broken in the zip");
      }
      file.seek(entry.offset() + LOCAL_BYTES + name + extra);
      byte[] packed = new byte[(int) entry.packed()];
      file.readFully(packed);
      return packed;
    } catch (EOFException e) {
      throw new IOException("is broken in the zip", e);
    }
  }

  private static byte[] inflated(byte[] packed, int size) throws IOException {
    if (size > (packed.length + 1L) * MOST_EXPANSION) {
      throw new IOException("holds less than the zip says");
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] bytes = new byte[size];
      int filled = 0;
      while (filled < size && !inflater.finished()) {
        int count = inflater.inflate(bytes, filled, size - filled);
        if (count == 0 && !inflater.finished()) {
          throw new IOException("is broken in the zip");
        }
        filled += count;
      }
      if (filled < size || inflater.inflate(new byte[1]) > 0) {
        throw new IOException("does not hold what the zip says");
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IOException("is broken in the zip", e);
    } finally {
      inflater.end();
    }
  }
}
