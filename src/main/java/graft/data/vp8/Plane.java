package graft.data.vp8;

import java.util.Arrays;

/**
 * Holds the samples of one component, with the border that prediction starts from: 127 above, 129
 * to the left, and room for four samples to the right.
 */
final class Plane {

  private static final int RIGHT_BORDER = 4;

  final byte[] samples;
  final int stride;
  private final int width;

  Plane(int width, int height) {
    this.width = width;
    stride = 1 + width + RIGHT_BORDER;
    samples = new byte[stride * (height + 1)];
    Arrays.fill(samples, 0, stride, (byte) 127);
    for (int y = 0; y < height; y++) {
      samples[at(-1, y)] = (byte) 129;
    }
  }

  /** Returns the index of a sample; the border has the row -1 and the column -1. */
  int at(int x, int y) {
    return (y + 1) * stride + x + 1;
  }

  int sample(int index) {
    return samples[index] & 0xff;
  }

  /** Repeats the last sample of a row in its right border. */
  void extend(int y) {
    int last = at(width - 1, y);
    Arrays.fill(samples, last + 1, last + 1 + RIGHT_BORDER, samples[last]);
  }

  static byte clip(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
