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
  private static final int EXAMPLES = 1024;

  private FeatureScaling() {}

  /**
   * Measures and fixes.
   *
   * @param source training examples
   * @param from index of the stage that reads what the source gives
   */
  public static void measure(Network network, Head head, BatchSource source, int from, long seed) {
    Layer.Standardize layer = head.standardize().orElse(null);
    if (layer == null) {
      return;
    }
    List<Integer> sample = sample(source.examples().size(), seed);
    double[] sum = new double[layer.width()];
    double[] squares = new double[layer.width()];
    for (int start = 0; start < sample.size(); start += Inference.BATCH) {
      int end = Math.min(start + Inference.BATCH, sample.size());
      add(
          features(network, head, source.batch(sample.subList(start, end), seed, 1), from),
          sum,
          squares);
    }
    float[] mean = new float[layer.width()];
    float[] variance = new float[layer.width()];
    for (int i = 0; i < mean.length; i++) {
      double m = sum[i] / sample.size();
      mean[i] = (float) m;
      variance[i] = (float) Math.max(0, squares[i] / sample.size() - m * m);
    }
    network.tensors().put(layer.name() + ".running_mean", FloatTensor.of(mean));
    network.tensors().put(layer.name() + ".running_var", FloatTensor.of(variance));
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

  private static List<Integer> sample(int size, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    SplittableRandom random = new Draw(seed, "scaling", 0, "").random();
    for (int i = 0; i < Math.min(EXAMPLES, size); i++) {
      int j = i + random.nextInt(size - i);
      order.set(i, order.set(j, order.get(i)));
    }
    return order.subList(0, Math.min(EXAMPLES, size));
  }
}
