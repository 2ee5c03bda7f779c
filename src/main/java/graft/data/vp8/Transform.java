package graft.data.vp8;

/** The two inverse transforms (RFC 6386, section 14). */
final class Transform {

  private Transform() {}

  /**
   * Turns a macroblock's block of averages into the first coefficients of its 16 luma blocks.
   *
   * @param averages [16]
   * @param coefficients [block x 16 + position]
   */
  static void inverseWalshHadamard(int[] averages, int[] coefficients) {
    int[] half = new int[16];
    for (int i = 0; i < 4; i++) {
      int outer = averages[i] + averages[12 + i];
      int inner = averages[4 + i] + averages[8 + i];
      int innerLess = averages[4 + i] - averages[8 + i];
      int outerLess = averages[i] - averages[12 + i];
      half[i] = outer + inner;
      half[4 + i] = outerLess + innerLess;
      half[8 + i] = outer - inner;
      half[12 + i] = outerLess - innerLess;
    }
    for (int row = 0; row < 16; row += 4) {
      int first = half[row] + 3;
      int outer = first + half[row + 3];
      int inner = half[row + 1] + half[row + 2];
      int innerLess = half[row + 1] - half[row + 2];
      int outerLess = first - half[row + 3];
      coefficients[16 * row] = (outer + inner) >> 3;
      coefficients[16 * (row + 1)] = (outerLess + innerLess) >> 3;
      coefficients[16 * (row + 2)] = (outer - inner) >> 3;
      coefficients[16 * (row + 3)] = (outerLess - innerLess) >> 3;
    }
  }

  /**
   * Adds a block's residuals to its prediction.
   *
   * @param coefficients 16 of them from {@code from} on
   * @param at the block's first sample in the plane
   */
  static void addInverseCosine(int[] coefficients, int from, Plane plane, int at) {
    int[] half = new int[16];
    for (int i = 0; i < 4; i++) {
      column(coefficients, from + i, half, 4 * i);
    }
    for (int y = 0; y < 4; y++) {
      int even = half[y] + 4 + half[8 + y];
      int evenLess = half[y] + 4 - half[8 + y];
      int oddLess = sine(half[4 + y]) - cosine(half[12 + y]);
      int odd = cosine(half[4 + y]) + sine(half[12 + y]);
      int row = at + y * plane.stride;
      add(plane, row, even + odd);
      add(plane, row + 1, evenLess + oddLess);
      add(plane, row + 2, evenLess - oddLess);
      add(plane, row + 3, even - odd);
    }
  }

  private static void column(int[] in, int from, int[] out, int to) {
    int even = in[from] + in[from + 8];
    int evenLess = in[from] - in[from + 8];
    int oddLess = sine(in[from + 4]) - cosine(in[from + 12]);
    int odd = cosine(in[from + 4]) + sine(in[from + 12]);
    out[to] = even + odd;
    out[to + 1] = evenLess + oddLess;
    out[to + 2] = evenLess - oddLess;
    out[to + 3] = even - odd;
  }

  /** Multiplies by the square root of 2 times the cosine of an eighth of pi. */
  private static int cosine(int value) {
    return (value * 20091 >> 16) + value;
  }

  /** Multiplies by the square root of 2 times the sine of an eighth of pi. */
  private static int sine(int value) {
    return value * 35468 >> 16;
  }

  private static void add(Plane plane, int index, int residual) {
    plane.samples[index] = Plane.clip(plane.sample(index) + (residual >> 3));
  }
}
