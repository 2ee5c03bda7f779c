package graft.backbone;

import java.util.Arrays;

/** Arithmetic on shapes. */
final class Shapes {

  private Shapes() {}

  /** Returns how many places a window takes along an axis. */
  static long slide(long length, int kernel, int stride, int padding) {
    return (length + 2L * padding - kernel) / stride + 1;
  }

  static long size(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
