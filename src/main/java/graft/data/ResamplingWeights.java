package graft.data;

import java.util.Arrays;

/**
 * Holds which input pixels make up each output pixel along one axis, in the fixed-point numbers
 * that Pillow uses for 8-bit pictures: 22 bits after the point.
 *
 * @param first the first input pixel of each output pixel
 * @param weights of the input pixels from {@code first} on, for each output pixel
 */
record ResamplingWeights(int[] first, int[][] weights) {

  static final int PRECISION_BITS = 22;

  /** What sums begin with, so that dropping the bits after the point rounds. */
  static final int HALF = 1 << (PRECISION_BITS - 1);

  /**
   * Computes weights for some of the output pixels.
   *
   * @param in length of the input
   * @param out length of the whole output
   * @param from first output pixel that is wanted
   * @param to the one after the last
   */
  static ResamplingWeights of(Resampling resampling, int in, int out, int from, int to) {
    double scale = (double) in / out;
    double widening = Math.max(1, scale);
    double support = resampling.support() * widening;
    int[] first = new int[to - from];
    int[][] weights = new int[to - from][];
    for (int i = 0; i < first.length; i++) {
      double center = (from + i + 0.5) * scale;
      first[i] = Math.max(0, (int) (center - support + 0.5));
      int end = Math.min(in, (int) (center + support + 0.5));
      double[] exact = new double[end - first[i]];
      for (int k = 0; k < exact.length; k++) {
        exact[k] = resampling.weight((first[i] + k - center + 0.5) * (1 / widening));
      }
      weights[i] = fixed(exact);
    }
    return new ResamplingWeights(first, weights);
  }

  private static int[] fixed(double[] exact) {
    double sum = 0;
    for (double weight : exact) {
      sum += weight;
    }
    int[] fixed = new int[exact.length];
    for (int k = 0; k < exact.length; k++) {
      double weight = exact[k] / sum * (1 << PRECISION_BITS);
      fixed[k] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    return fixed;
  }

  /** Returns the same weights for an input without its first pixels. */
  ResamplingWeights from(int begin) {
    return new ResamplingWeights(Arrays.stream(first).map(at -> at - begin).toArray(), weights);
  }

  int count() {
    return first.length;
  }

  /** Returns the first input pixel that any output pixel needs. */
  int begin() {
    return first[0];
  }

  /** Returns the input pixel after the last that any output pixel needs. */
  int end() {
    int last = first.length - 1;
    return first[last] + weights[last].length;
  }
}
