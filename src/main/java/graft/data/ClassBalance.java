package graft.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up for uneven classes. Examples have one class each. */
public final class ClassBalance {

  private ClassBalance() {}

  /**
   * Returns weights under which all classes count alike: a class of twice the examples gets half
   * the weight. They average 1 over the examples; a class without any gets 1.
   *
   * @param counts examples of each class
   */
  public static float[] weights(List<Integer> counts) {
    int total = counts.stream().mapToInt(Integer::intValue).sum();
    long present = counts.stream().filter(count -> count > 0).count();
    float[] weights = new float[counts.size()];
    for (int k = 0; k < weights.length; k++) {
      int count = counts.get(k);
      weights[k] = count == 0 ? 1 : (float) ((double) total / (present * count));
    }
    return weights;
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

  /** Returns how likely each example is drawn, as a multiple of the average. */
  private static float[] weights(BatchSource source, int classes) {
    int[] truth = source.examples().stream().mapToInt(ClassBalance::label).toArray();
    Integer[] counts = new Integer[classes];
    Arrays.fill(counts, 0);
    for (int label : truth) {
      counts[label]++;
    }
    float[] perClass = weights(List.of(counts));
    float[] weights = new float[truth.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = perClass[truth[i]];
    }
    return weights;
  }

  private static int label(Example example) {
    return ((Target.OneClass) example.target()).index();
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
