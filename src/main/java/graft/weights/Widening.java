package graft.weights;

import java.nio.ByteBuffer;

/** Turns stored elements into Java's float and long. */
final class Widening {

  private static final float SMALLEST_HALF = 0x1p-24f;

  private Widening() {}

  /** Writes {@code count} elements to {@code into} from {@code at} on; F64 is rounded. */
  static void floats(DType dtype, ByteBuffer from, float[] into, int at, int count) {
    switch (dtype) {
      case F32 -> from.asFloatBuffer().get(into, at, count);
      case F64 -> {
        for (int i = 0; i < count; i++) {
          into[at + i] = (float) from.getDouble(8 * i);
        }
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          into[at + i] = half(from.getShort(2 * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          into[at + i] = brain(from.getShort(2 * i));
        }
      }
      default -> throw new IllegalArgumentException("no floating point type: " + dtype);
    }
  }

  /** Writes {@code count} elements to {@code into} from {@code at} on; true is 1. */
  static void longs(DType dtype, ByteBuffer from, long[] into, int at, int count) {
    if (dtype == DType.I64) {
      from.asLongBuffer().get(into, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      into[at + i] = integer(dtype, from, i);
    }
  }

  private static long integer(DType dtype, ByteBuffer from, int index) {
    return switch (dtype) {
      case I32 -> from.getInt(4 * index);
      case I16 -> from.getShort(2 * index);
      case I8 -> from.get(index);
      case U8 -> Byte.toUnsignedInt(from.get(index));
      case BOOL -> from.get(index) == 0 ? 0 : 1;
      default -> throw new IllegalArgumentException("no integer type: " + dtype);
    };
  }

  /** Widens bfloat16, which is the upper half of a float. */
  static float brain(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** Widens IEEE 754 half precision: 1 bit of sign, 5 of exponent (bias 15), 10 of fraction. */
  static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >>> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    int magnitude =
        switch (exponent) {
          case 0 -> Float.floatToRawIntBits(fraction * SMALLEST_HALF); // zero and subnormals
          case 0x1f -> 0x7f800000 | fraction << 13; // infinity and NaN
          default -> exponent + 127 - 15 << 23 | fraction << 13;
        };
    return Float.intBitsToFloat(sign | magnitude);
  }
}
