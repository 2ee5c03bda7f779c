package graft.tensor;

import java.util.Arrays;

/** Checks that a shape and an array belong together. */
final class Shapes {

  private Shapes() {}

  static void require(long[] shape, int length) {
    long product = 1;
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "tensor dimension must be >= 0, received " + Arrays.toString(shape));
      }
      product = Math.multiplyExact(product, dimension);
    }
    if (product != length) {
      throw new IllegalArgumentException(
          "tensor of shape %s needs %d values, received %d"
              .formatted(Arrays.toString(shape), product, length));
    }
  }
}
