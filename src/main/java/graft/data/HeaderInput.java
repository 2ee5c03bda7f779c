package graft.data;

import graft.data.ImageReadException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads the numbers that headers are made of, and knows where it is. */
final class HeaderInput {

  private final BufferedInputStream in;
  private long position;

  HeaderInput(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Returns up to {@code length} bytes that the next calls will read again. */
  byte[] peek(int length) throws IOException {
    in.mark(length);
    byte[] bytes = in.readNBytes(length);
    in.reset();
    return bytes;
  }

  /** Returns the number of bytes that were read or skipped so far. */
  long position() {
    return position;
  }

  int u8() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw truncated();
    }
    position++;
    return value;
  }

  int u16BigEndian() throws IOException {
    return u8() << 8 | u8();
  }

  int u16LittleEndian() throws IOException {
    return u8() | u8() << 8;
  }

  int u24LittleEndian() throws IOException {
    return u16LittleEndian() | u8() << 16;
  }

  int i32BigEndian() throws IOException {
    return u16BigEndian() << 16 | u16BigEndian();
  }

  int i32LittleEndian() throws IOException {
    return u16LittleEndian() | u16LittleEndian() << 16;
  }

  byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw truncated();
    }
    position += length;
    return bytes;
  }

  void skip(long length) throws IOException {
    long left = length;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped == 0) {
        u8();
        position--;
        skipped = 1;
      }
      left -= skipped;
      position += skipped;
    }
  }

  private static ImageReadException truncated() {
    return new ImageReadException(Reason.BROKEN, "is truncated: it ends inside its header");
  }
}
