package graft.weights;

/** How the numbers of a tensor are stored in a safetensors file. */
public enum DType {
  /** One byte, 0 is false. */
  BOOL(1, Kind.INTEGER),
  /** Unsigned byte. */
  U8(1, Kind.INTEGER),
  /** Signed byte. */
  I8(1, Kind.INTEGER),
  /** 8-bit floating point, 4 bits of exponent; listed, not read. */
  F8_E4M3(1, Kind.UNREAD),
  /** 8-bit floating point, 4 bits of exponent, no negative zero; listed, not read. */
  F8_E4M3FNUZ(1, Kind.UNREAD),
  /** 8-bit floating point, 5 bits of exponent; listed, not read. */
  F8_E5M2(1, Kind.UNREAD),
  /** 8-bit floating point, 5 bits of exponent, no negative zero; listed, not read. */
  F8_E5M2FNUZ(1, Kind.UNREAD),
  /** 8-bit exponent, a scale; listed, not read. */
  F8_E8M0(1, Kind.UNREAD),
  /** Signed 16-bit integer. */
  I16(2, Kind.INTEGER),
  /** Unsigned 16-bit integer; listed, not read. */
  U16(2, Kind.UNREAD),
  /** IEEE 754 half precision. */
  F16(2, Kind.FLOAT),
  /** The upper half of an {@link #F32}. */
  BF16(2, Kind.FLOAT),
  /** Signed 32-bit integer. */
  I32(4, Kind.INTEGER),
  /** Unsigned 32-bit integer; listed, not read. */
  U32(4, Kind.UNREAD),
  /** IEEE 754 single precision. */
  F32(4, Kind.FLOAT),
  /** Signed 64-bit integer. */
  I64(8, Kind.INTEGER),
  /** Unsigned 64-bit integer; listed, not read. */
  U64(8, Kind.UNREAD),
  /** IEEE 754 double precision, rounded to {@link #F32} when read. */
  F64(8, Kind.FLOAT),
  /** Two {@link #F32}; listed, not read. */
  C64(8, Kind.UNREAD);

  /** What a tensor of this type becomes in Java. */
  enum Kind {
    FLOAT,
    INTEGER,
    UNREAD
  }

  private final int bytes;
  private final Kind kind;

  DType(int bytes, Kind kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  /** Returns how many bytes one element takes in the file. */
  public int bytes() {
    return bytes;
  }

  Kind kind() {
    return kind;
  }
}
