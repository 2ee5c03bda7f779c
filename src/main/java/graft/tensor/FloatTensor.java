package graft.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * Holds 32-bit floating point numbers with a shape. The arrays are not copied: a tensor is a view
 * of what it was made from, and nobody writes to it after that.
 *
 * @param shape the length of each axis; empty for a scalar
 * @param values the elements, row-major; as many as the product of {@code shape}
 */
public record FloatTensor(long[] shape, float[] values) implements Tensor {

  /**
   * @throws IllegalArgumentException if {@code values} has another length than the shape asks for
   */
  public FloatTensor {
    Shapes.require(shape, values.length);
  }

  /** Makes a tensor with one axis. */
  public static FloatTensor of(float... values) {
    return new FloatTensor(new long[] {values.length}, values);
  }

  /**
   * Joins batches into one table.
   *
   * @param rows first axis of the result
   * @param parts row-major, in order
   * @return [rows, elements / rows]
   */
  public static FloatTensor rows(int rows, List<float[]> parts) {
    int size = parts.stream().mapToInt(part -> part.length).sum();
    float[] values = new float[size];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, values, at, part.length);
      at += part.length;
    }
    return new FloatTensor(new long[] {rows, size / Math.max(1, rows)}, values);
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatTensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "FloatTensor" + Arrays.toString(shape);
  }
}
