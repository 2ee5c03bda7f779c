package graft.tensor;

import java.util.Arrays;

/**
 * Holds 64-bit integers with a shape. The arrays are not copied: a tensor is a view of what it was
 * made from, and nobody writes to it after that.
 *
 * @param shape the length of each axis; empty for a scalar
 * @param values the elements, row-major; as many as the product of {@code shape}
 */
public record LongTensor(long[] shape, long[] values) implements Tensor {

  /**
   * @throws IllegalArgumentException if {@code values} has another length than the shape asks for
   */
  public LongTensor {
    Shapes.require(shape, values.length);
  }

  /** Makes a tensor with one axis. */
  public static LongTensor of(long... values) {
    return new LongTensor(new long[] {values.length}, values);
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LongTensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "LongTensor" + Arrays.toString(shape);
  }
}
