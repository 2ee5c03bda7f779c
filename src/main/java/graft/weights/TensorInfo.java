package graft.weights;

/**
 * What a header says of one tensor.
 *
 * @param dtype how its elements are stored
 * @param shape the length of each axis, none negative
 * @param begin its first byte, counted from the end of the header
 * @param end one past its last byte
 */
record TensorInfo(DType dtype, long[] shape, long begin, long end) {

  /**
   * Returns the product of the shape.
   *
   * @throws ArithmeticException if it passes 63 bits
   */
  long elements() {
    long product = 1;
    for (long dimension : shape) {
      product = Math.multiplyExact(product, dimension);
    }
    return product;
  }

  /**
   * Returns how many bytes the elements take.
   *
   * @throws ArithmeticException if that passes 63 bits
   */
  long bytes() {
    return Math.multiplyExact(elements(), dtype.bytes());
  }
}
