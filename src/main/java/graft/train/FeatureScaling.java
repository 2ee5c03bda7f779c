package graft.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.backbone.Layer;
import graft.backbone.Mode;
import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.Draw;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.head.Head;
import graft.task.Inference;
import graft.task.Network;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Measures the mean and variance of pooled features on the training part and fixes them in the
 * head, before the first step. One rate then suits every feature, as a standard scaler before a
 * linear model does.
 */
public final class FeatureScaling {

  /** Enough for a mean within 3 % of a deviation; more would only cost time. */
  public static final int EXAMPLES = 1024;

  /** For a mean within an eighth of a deviation, where there is no time for more. */
  public static final int FEWEST = 64;

  private FeatureScaling() {}

  /**
   * Measures and fixes.
   *
   * @param source training examples
   * @param from index of the stage that reads what the source gives
   * @param most examples to look at; see {@link #EXAMPLES}
   * @param progress is asked after each batch whether to go on
   * @return on how many examples it was measured; 0 where the head has no scale
   */
  public static int measure(
      Network network,
      Head head,
      BatchSource source,
      int from,
      long seed,
      int most,
      Progress progress) {
    Layer.Standardize layer = head.standardize().orElse(null);
    if (layer == null) {
      return 0;
    }
    List<Integer> sample = sample(source.examples().size(), seed, most);
    double[] sum = new double[layer.width()];
    double[] squares = new double[layer.width()];
    int done = 0;
    while (done < sample.size() && (done < FEWEST || progress.goesOn(done, sample.size()))) {
      int end = Math.min(done + Inference.BATCH, sample.size());
      add(
          features(network, head, source.batch(sample.subList(done, end), seed, 1), from),
          sum,
          squares);
      done = end;
    }
    float[] mean = new float[layer.width()];
    float[] variance = new float[layer.width()];
    for (int i = 0; i < mean.length; i++) {
      double m = sum[i] / done;
      mean[i] = (float) m;
      variance[i] = (float) Math.max(0, squares[i] / done - m * m);
    }
    network.tensors().put(layer.name() + ".running_mean", FloatTensor.of(mean));
    network.tensors().put(layer.name() + ".running_var", FloatTensor.of(variance));
    return done;
  }

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {

    /** Returns whether to look at more examples. */
    boolean goesOn(int done, int total);
  }

  private static FloatTensor features(Network network, Head head, Batch batch, int from) {
    try (NDManager manager = Torch.newManager(network.device())) {
      int stages = network.backbone().stages().size();
      Map<String, NDArray> maps =
          network.run(Inference.inputs(batch, manager), from, stages, Mode.INFERENCE);
      return Transfer.toJava(network.pool(maps, head).get(head.features()));
    }
  }

  private static void add(FloatTensor features, double[] sum, double[] squares) {
    float[] values = features.values();
    for (int i = 0; i < values.length; i++) {
      sum[i % sum.length] += values[i];
      squares[i % sum.length] += (double) values[i] * values[i];
    }
  }

  private static List<Integer> sample(int size, long seed, int most) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    SplittableRandom random = new Draw(seed, "scaling", 0, "").random();
    int wanted = Math.min(most, size);
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(size - i);
      order.set(i, order.set(j, order.get(i)));
    }
    return order.subList(0, wanted);
  }
}
