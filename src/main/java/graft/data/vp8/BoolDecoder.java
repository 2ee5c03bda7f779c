package graft.data.vp8;

/** Reads bits of known probability (RFC 6386, section 7); after the end there are zeros. */
final class BoolDecoder {

  private final byte[] data;
  private final int end;
  private int position;

  /** The next bits; {@code extraBits} of them lie below the 8 that are compared with the range. */
  private long value;

  private int extraBits = -8;
  private int range = 255;

  BoolDecoder(byte[] data, int begin, int end) {
    this.data = data;
    this.position = begin;
    this.end = end;
  }

  /** Returns true with a probability of 1 - {@code probability} / 256. */
  boolean bit(int probability) {
    if (extraBits < 0) {
      fill();
    }
    int split = 1 + ((range - 1) * probability >> 8);
    long scaledSplit = (long) split << extraBits;
    boolean bit = value >= scaledSplit;
    if (bit) {
      range -= split;
      value -= scaledSplit;
    } else {
      range = split;
    }
    int shift = Integer.numberOfLeadingZeros(range) - 24;
    range <<= shift;
    extraBits -= shift;
    return bit;
  }

  private void fill() {
    while (extraBits < 32) {
      value = value << 8 | (position < end ? data[position++] & 0xff : 0);
      extraBits += 8;
    }
  }

  boolean flag() {
    return bit(128);
  }

  /** Reads an unsigned number, its highest bit first. */
  int number(int bits) {
    int number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | (flag() ? 1 : 0);
    }
    return number;
  }

  /** Reads a number and its sign, or 0 where a flag says that there is none. */
  int optionalSigned(int bits) {
    if (!flag()) {
      return 0;
    }
    int magnitude = number(bits);
    return flag() ? -magnitude : magnitude;
  }
}
