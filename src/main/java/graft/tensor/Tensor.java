package graft.tensor;

/** Numbers with a shape in Java memory, row-major; the plain form of what torch holds. */
public sealed interface Tensor permits FloatTensor, LongTensor {

  /** Returns the length of each axis; empty for a scalar. */
  long[] shape();

  /** Returns the number of elements, the product of {@link #shape()}. */
  int size();
}
