package graft.backbone;

import graft.data.Draw;
import graft.tensor.FloatTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Draws a network's tensors as torchvision and torch do at the start of training: normal with
 * variance 2 / fan-out for convolutions (He et al. 2015), uniform within 1 / sqrt(fan-in) for
 * linear layers, ones and zeros for normalisations. Each tensor has its own draw, so that a network
 * that gains a layer keeps the others' values.
 *
 * @param seed equal seeds give equal tensors on every machine
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al. (2015)</a>
 */
public record RandomWeights(long seed) implements WeightSource {

  @Override
  public void read(List<ParameterSpec> wanted, BiConsumer<String, FloatTensor> sink) {
    wanted.forEach(spec -> sink.accept(spec.name(), draw(spec)));
  }

  @Override
  public String origin() {
    return "random, seed " + seed;
  }

  @Override
  public String hash() {
    return "random-" + seed;
  }

  private FloatTensor draw(ParameterSpec spec) {
    float[] values = new float[spec.size()];
    Random random = new Random(new Draw(seed, "weights", 0, spec.name()).seed());
    switch (spec.role()) {
      case CONVOLUTION -> normal(values, random, Math.sqrt(2.0 / fanOut(spec.shape())));
      case MATRIX -> uniform(values, random, 1 / Math.sqrt(spec.shape()[1]));
      case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case BIAS, SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
    }
    return new FloatTensor(spec.shape(), values);
  }

  private static double fanOut(long[] shape) {
    return (double) shape[0] * shape[2] * shape[3];
  }

  private static void normal(float[] values, Random random, double deviation) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }

  private static void uniform(float[] values, Random random, double bound) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }
}
