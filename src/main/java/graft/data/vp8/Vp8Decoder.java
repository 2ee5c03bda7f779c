package graft.data.vp8;

import java.io.IOException;

/** Decodes one VP8 key frame. */
public final class Vp8Decoder {

  private static final int FRAME_HEADER = 10;

  private final byte[] data;
  private final int end;
  private final int width;
  private final int height;
  private final int firstPartition;
  private final int firstPartitionEnd;

  /**
   * Reads the frame's header.
   *
   * @param data holds the frame from {@code begin} to before {@code end}
   * @throws IOException if this is no key frame, or it was cut off
   */
  public Vp8Decoder(byte[] data, int begin, int end) throws IOException {
    if (end - begin < FRAME_HEADER || (data[begin] & 1) != 0) {
      throw new IOException("no VP8 key frame");
    }
    if (data[begin + 3] != (byte) 0x9d || data[begin + 4] != 1 || data[begin + 5] != 0x2a) {
      throw new IOException("no VP8 start code");
    }
    this.data = data;
    this.end = end;
    this.width = u16(begin + 6) & 0x3fff;
    this.height = u16(begin + 8) & 0x3fff;
    this.firstPartition = begin + FRAME_HEADER;
    this.firstPartitionEnd = firstPartition + (u24(begin) >> 5);
    if (firstPartitionEnd > end) {
      throw new IOException("the first VP8 partition exceeds the data");
    }
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /**
   * Decodes the frame.
   *
   * @return [height, width, 3]
   * @throws IOException if a partition was cut off
   */
  public byte[] rgb() throws IOException {
    BoolDecoder bits = new BoolDecoder(data, firstPartition, firstPartitionEnd);
    FrameHeader header = FrameHeader.read(bits);
    Frame frame = new Frame(header, (width + 15) / 16, (height + 15) / 16);
    frame.decode(bits, partitions(header.partitions()));
    return frame.rgb(width, height);
  }

  private BoolDecoder[] partitions(int count) throws IOException {
    BoolDecoder[] partitions = new BoolDecoder[count];
    int begin = firstPartitionEnd + 3 * (count - 1);
    for (int i = 0; i < count; i++) {
      int next = i == count - 1 ? end : begin + u24(firstPartitionEnd + 3 * i);
      if (begin > next || next > end) {
        throw new IOException("VP8 partition %d exceeds the data".formatted(i));
      }
      partitions[i] = new BoolDecoder(data, begin, next);
      begin = next;
    }
    return partitions;
  }

  private int u16(int at) {
    return data[at] & 0xff | (data[at + 1] & 0xff) << 8;
  }

  private int u24(int at) {
    return u16(at) | (data[at + 2] & 0xff) << 16;
  }
}
