package graft.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up for uneven classes. Examples have one class each. */
public final class ClassBalance {

  private ClassBalance() {}

  /**
   * Returns the same batches with weights under which all classes count alike: a class of twice the
   * examples gets half the weight. Weights average 1 over the examples.
   *
   * @param classes number of classes
   */
  public static BatchSource weighted(BatchSource source, int classes) {
    return new Weighted(source, weights(source, classes));
  }

  /**
   * Returns the same batches in an order that draws all classes alike, with replacement.
   *
   * @param classes number of classes
   */
  public static BatchSource sampled(BatchSource source, int classes) {
    return new Sampled(source, weights(source, classes));
  }

  /** Returns the natural logarithm of each class's share: what balancing hides from a model. */
  public static double[] logShares(List<Integer> counts) {
    double total = counts.stream().mapToInt(Integer::intValue).sum();
    return counts.stream().mapToDouble(count -> Math.log(Math.max(count, 0.5) / total)).toArray();
  }

  private static float[] weights(BatchSource source, int classes) {
    int[] truth = source.examples().stream().mapToInt(ClassBalance::label).toArray();
    int[] counts = new int[classes];
    for (int label : truth) {
      counts[label]++;
    }
    long present = Arrays.stream(counts).filter(count -> count > 0).count();
    float[] weights = new float[truth.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) truth.length / (present * counts[truth[i]]);
    }
    return weights;
  }

  private static int label(Example example) {
    return ((Target.OneClass) example.target()).index();
  }

  /** Hands everything on but the weights. */
  private record Weighted(BatchSource source, float[] weights) implements BatchSource.Wrapper {

    @Override
    public Batch batch(List<Integer> indices, long runSeed, int epoch) {
      return weighted(source.batch(indices, runSeed, epoch), indices);
    }

    @Override
    public Batch labels(List<Integer> indices, long runSeed, int epoch) {
      return weighted(source.labels(indices, runSeed, epoch), indices);
    }

    private Batch weighted(Batch batch, List<Integer> indices) {
      float[] chosen = new float[indices.size()];
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = batch.weights()[i] * weights[indices.get(i)];
      }
      return new Batch(batch.inputs(), batch.targets(), chosen, batch.ids());
    }
  }

  /** Hands everything on but the order. */
  private record Sampled(BatchSource source, float[] weights) implements BatchSource.Wrapper {

    @Override
    public Batch labels(List<Integer> indices, long runSeed, int epoch) {
      return source.labels(indices, runSeed, epoch);
    }

    @Override
    public List<Integer> order(Draw draw) {
      double[] upTo = new double[weights.length];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i];
        upTo[i] = sum;
      }
      SplittableRandom random = draw.random();
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < weights.length; i++) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
        order.add(Math.min(found < 0 ? -found - 1 : found + 1, weights.length - 1));
      }
      return order;
    }
  }
}
