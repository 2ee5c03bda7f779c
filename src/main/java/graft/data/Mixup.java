package graft.data;

import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Mixes every batch with itself in another order, inputs and targets alike: {@code x = s a + (1 -
 * s) b}, with one share s a batch, drawn from Beta(alpha, alpha).
 *
 * @param source gives inputs of 32-bit numbers of equal shapes, and one class an example
 * @param alpha above 0; small values mix little
 * @param classes number of classes
 * @see <a href="https://arxiv.org/abs/1710.09412">Zhang et al. (2017)</a>
 */
public record Mixup(BatchSource source, double alpha, int classes) implements BatchSource.Wrapper {

  private static final String PURPOSE = "mixup";

  /**
   * @throws IllegalArgumentException if alpha is not above 0
   */
  public Mixup {
    if (!(alpha > 0)) {
      throw new IllegalArgumentException("mixup must be > 0, received " + alpha);
    }
  }

  @Override
  public Batch batch(List<Integer> indices, long runSeed, int epoch) {
    return mixed(source.batch(indices, runSeed, epoch), runSeed, epoch);
  }

  @Override
  public Batch labels(List<Integer> indices, long runSeed, int epoch) {
    return mixed(source.labels(indices, runSeed, epoch), runSeed, epoch);
  }

  private Batch mixed(Batch batch, long runSeed, int epoch) {
    SplittableRandom random =
        new Draw(runSeed, PURPOSE, epoch, String.join("\n", batch.ids())).random();
    float share = (float) beta(random);
    int[] partners = shuffled(batch.size(), random);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    batch.inputs().forEach((name, tensor) -> inputs.put(name, mix(name, tensor, partners, share)));
    return new Batch(inputs, targets(batch, partners, share), batch.weights(), batch.ids());
  }

  @Override
  public int views() {
    return UNLIMITED;
  }

  @Override
  public String variation() {
    return "mixup mixes the inputs";
  }

  @Override
  public String fingerprint() {
    return source.fingerprint() + "|mixup " + alpha;
  }

  private List<Target> targets(Batch batch, int[] partners, float share) {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < partners.length; i++) {
      float[] weights = new float[classes];
      weights[label(batch.targets().get(i))] += share;
      weights[label(batch.targets().get(partners[i]))] += 1 - share;
      targets.add(new Target.Soft(FloatTensor.of(weights)));
    }
    return targets;
  }

  private static int label(Target target) {
    return ((Target.OneClass) target).index();
  }

  private static Tensor mix(String name, Tensor tensor, int[] partners, float share) {
    if (!(tensor instanceof FloatTensor floats)) {
      throw new IllegalArgumentException(
          "mixup needs 32-bit numbers, received integers in '%s'; leave --mixup out"
              .formatted(name));
    }
    float[] values = floats.values();
    float[] mixed = new float[values.length];
    int width = values.length / partners.length;
    for (int i = 0; i < partners.length; i++) {
      int own = i * width;
      int other = partners[i] * width;
      for (int j = 0; j < width; j++) {
        mixed[own + j] = share * values[own + j] + (1 - share) * values[other + j];
      }
    }
    return new FloatTensor(floats.shape(), mixed);
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Draws by Jöhnk's method, which is exact and quick for the small alphas that mixup uses. */
  private double beta(SplittableRandom random) {
    while (true) {
      double x = StrictMath.pow(random.nextDouble(), 1 / alpha);
      double y = StrictMath.pow(random.nextDouble(), 1 / alpha);
      if (x + y > 0 && x + y <= 1) {
        return x / (x + y);
      }
    }
  }
}
