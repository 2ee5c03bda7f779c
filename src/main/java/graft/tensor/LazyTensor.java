package graft.tensor;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Stands for 32-bit numbers that are copied into Java memory only when they are asked for, so that
 * many large tensors can be written one after the other.
 *
 * @param shape the length of each axis
 * @param values copies the numbers; may be asked several times
 */
public record LazyTensor(long[] shape, Supplier<FloatTensor> values) {

  /** Wraps numbers that are in Java memory already. */
  public static LazyTensor of(FloatTensor tensor) {
    return new LazyTensor(tensor.shape(), () -> tensor);
  }

  /** Returns the number of elements. */
  public long size() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
