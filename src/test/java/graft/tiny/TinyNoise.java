package graft.tiny;

import graft.tensor.FloatTensor;
import java.util.Arrays;
import java.util.Random;

/** Draws tensors that stand for pictures. */
public final class TinyNoise {

  private TinyNoise() {}

  /** Returns normal noise of deviation 1. */
  public static FloatTensor normal(long seed, long... shape) {
    Random random = new Random(seed);
    float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new FloatTensor(shape, values);
  }
}
