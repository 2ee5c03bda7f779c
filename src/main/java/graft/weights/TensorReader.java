package graft.weights;

import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Copies one tensor of a file into the Java heap.
 *
 * @param subject what errors call it
 * @param info its checked description
 * @param file where it lies
 * @param begin its first byte in the file
 */
record TensorReader(String subject, TensorInfo info, ByteWindows file, long begin) {

  /** The longest array that every Java virtual machine can have. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Elements that are widened at a time. */
  private static final int CHUNK = 1 << 16;

  private interface ChunkReader {
    void read(ByteBuffer chunk, int at, int count);
  }

  Tensor read() {
    return switch (info.dtype().kind()) {
      case FLOAT -> new FloatTensor(info.shape().clone(), floats());
      case INTEGER -> new LongTensor(info.shape().clone(), longs());
      case UNREAD ->
          throw new GraftException(
              "%s has type %s, which cannot be read; save it as F32"
                  .formatted(subject, info.dtype()));
    };
  }

  private float[] floats() {
    int size = size();
    float[] values = allocate(() -> new float[size]);
    forEachChunk(
        size, (chunk, at, count) -> Widening.floats(info.dtype(), chunk, values, at, count));
    return values;
  }

  private long[] longs() {
    int size = size();
    long[] values = allocate(() -> new long[size]);
    forEachChunk(
        size, (chunk, at, count) -> Widening.longs(info.dtype(), chunk, values, at, count));
    return values;
  }

  private void forEachChunk(int size, ChunkReader reader) {
    int width = info.dtype().bytes();
    int at = 0;
    while (at < size) {
      int count = Math.min(CHUNK, size - at);
      reader.read(file.copy(begin + (long) at * width, count * width), at, count);
      at += count;
    }
  }

  private int size() {
    if (info.elements() > LONGEST_ARRAY) {
      throw new GraftException(
          "%s must have at most %d elements, received shape %s"
              .formatted(subject, LONGEST_ARRAY, Arrays.toString(info.shape())));
    }
    return (int) info.elements();
  }

  /** One array that does not fit leaves the heap as it was, so the error can be a sentence. */
  private <T> T allocate(Supplier<T> array) {
    try {
      return array.get();
    } catch (OutOfMemoryError e) {
      throw new GraftException(
          "%s with shape %s does not fit into memory; start Java with a larger -Xmx"
              .formatted(subject, Arrays.toString(info.shape())),
          e);
    }
  }
}
