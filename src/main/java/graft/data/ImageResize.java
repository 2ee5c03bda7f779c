package graft.data;

import java.util.Arrays;

/**
 * Scales pictures exactly as Pillow 13 does: along one axis, rounded to 8 bits, then along the
 * other. An axis that keeps its length is left alone.
 */
final class ImageResize {

  private ImageResize() {}

  /** A rectangle of a picture. */
  record Region(int left, int top, int width, int height) {}

  /** Scales a whole picture. */
  static RgbImage resize(RgbImage image, int width, int height, Resampling resampling) {
    return resize(image, width, height, resampling, new Region(0, 0, width, height));
  }

  /**
   * Scales a picture and returns a part of the result, computing no more than that part.
   *
   * @param width of the whole result
   * @param height of the whole result
   * @param part lies within the result
   */
  static RgbImage resize(
      RgbImage image, int width, int height, Resampling resampling, Region part) {
    ResamplingWeights columns =
        ResamplingWeights.of(
            resampling, image.width(), width, part.left(), part.left() + part.width());
    ResamplingWeights rows =
        ResamplingWeights.of(
            resampling, image.height(), height, part.top(), part.top() + part.height());
    if (columnsFirst(image, width, height)) {
      RgbImage low = alongColumns(image, rows, columns.begin(), columns.end());
      return alongRows(low, columns.from(columns.begin()), 0, low.height());
    }
    RgbImage narrow = alongRows(image, columns, rows.begin(), rows.end());
    return alongColumns(narrow, rows.from(rows.begin()), 0, narrow.width());
  }

  /** The order matters for rounding; Pillow takes columns first where many more rows go away. */
  private static boolean columnsFirst(RgbImage image, int width, int height) {
    int rowsLess = image.height() - height;
    return rowsLess > 0 && rowsLess > 2L * (image.width() - width);
  }

  /** Scales the rows from {@code top} to the one before {@code bottom}. */
  private static RgbImage alongRows(
      RgbImage image, ResamplingWeights columns, int top, int bottom) {
    byte[] out = new byte[Math.multiplyExact(3 * columns.count(), bottom - top)];
    int to = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = 0; x < columns.count(); x++, to += 3) {
        int from = 3 * (y * image.width() + columns.first()[x]);
        pixel(image.rgb(), from, columns.weights()[x], out, to);
      }
    }
    return new RgbImage(columns.count(), bottom - top, out);
  }

  private static void pixel(byte[] rgb, int from, int[] weights, byte[] out, int to) {
    int red = ResamplingWeights.HALF;
    int green = ResamplingWeights.HALF;
    int blue = ResamplingWeights.HALF;
    int at = from;
    for (int weight : weights) {
      red += weight * (rgb[at] & 0xff);
      green += weight * (rgb[at + 1] & 0xff);
      blue += weight * (rgb[at + 2] & 0xff);
      at += 3;
    }
    out[to] = rounded(red);
    out[to + 1] = rounded(green);
    out[to + 2] = rounded(blue);
  }

  /** Scales the columns from {@code left} to the one before {@code right}. */
  private static RgbImage alongColumns(
      RgbImage image, ResamplingWeights rows, int left, int right) {
    int[] sums = new int[3 * (right - left)];
    byte[] out = new byte[Math.multiplyExact(sums.length, rows.count())];
    for (int y = 0; y < rows.count(); y++) {
      Arrays.fill(sums, ResamplingWeights.HALF);
      int from = 3 * (rows.first()[y] * image.width() + left);
      for (int weight : rows.weights()[y]) {
        add(image.rgb(), from, weight, sums);
        from += 3 * image.width();
      }
      for (int i = 0; i < sums.length; i++) {
        out[y * sums.length + i] = rounded(sums[i]);
      }
    }
    return new RgbImage(right - left, rows.count(), out);
  }

  private static void add(byte[] in, int from, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (in[from + i] & 0xff);
    }
  }

  private static byte rounded(int sum) {
    int value = sum >> ResamplingWeights.PRECISION_BITS;
    return (byte) Math.max(0, Math.min(255, value));
  }
}
