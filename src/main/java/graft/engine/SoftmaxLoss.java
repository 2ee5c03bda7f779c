package graft.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds up the cross-entropy of a linear classifier over fixed examples, and its gradient, in double
 * precision and in blocks, so that many classes take few megabytes. It owns native memory on the
 * CPU; whoever makes one closes it.
 */
public final class SoftmaxLoss implements AutoCloseable {

  /** Rows at once: with 1,000 classes 8 MB of logits. */
  private static final int BLOCK = 1024;

  private static final Programs PROGRAMS =
      new Programs(
          """
            def block(self: __torch__.Root, x: Tensor, truth: Tensor, high: Tensor, low: Tensor) -> List[Tensor]:
              rows = torch.to(x, 7)
              weights = torch.add(torch.to(high, 7), torch.to(low, 7))
              logs = torch.log_softmax(torch.matmul(rows, torch.t(weights)), 1)
              taken = torch.gather(logs, 1, truth)
              ones = torch.ones_like(taken)
              pull = torch.scatter_add(torch.exp(logs), 1, truth, torch.neg(ones))
              return [torch.neg(torch.sum(taken)), torch.matmul(torch.t(pull), rows)]
          """);

  private final NDManager manager = Torch.newManager(Device.cpu());
  private final List<NDArray> features = new ArrayList<>();
  private final List<NDArray> truth = new ArrayList<>();
  private final NDArray high;
  private final NDArray low;

  /**
   * Copies the examples.
   *
   * @param rows [n, width]
   * @param truth index of each example's class: [n]
   */
  public SoftmaxLoss(float[][] rows, int[] truth, int classes) {
    for (int from = 0; from < rows.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, rows.length);
      List<float[]> block = Arrays.asList(rows).subList(from, to);
      features.add(Transfer.toTorch(FloatTensor.rows(to - from, block), manager));
      long[] indices = Arrays.stream(truth, from, to).asLongStream().toArray();
      this.truth.add(manager.create(indices, new Shape(to - from, 1)));
    }
    Shape shape = new Shape(classes, rows[0].length);
    high = manager.create(shape, DataType.FLOAT32);
    low = manager.create(shape, DataType.FLOAT32);
  }

  /** Returns how many blocks there are. */
  public int blocks() {
    return features.size();
  }

  /** Sets the weights of the blocks that follow: [classes, width], a class after the other. */
  public void weights(double[] weights) {
    float[] rounded = new float[weights.length];
    float[] rest = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      rounded[i] = (float) weights[i];
      rest[i] = (float) (weights[i] - rounded[i]);
    }
    Transfer.copy(rounded, high);
    Transfer.copy(rest, low);
  }

  /**
   * Adds one block's gradient and returns its summed loss.
   *
   * @param gradient [classes, width], as the weights
   */
  public double add(int block, double[] gradient) {
    List<NDArray> results =
        PROGRAMS.call(
            "block", List.of(features.get(block), truth.get(block), high, low), List.of());
    double[] added = results.get(1).toDoubleArray();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += added[i];
    }
    double loss = results.get(0).getDouble();
    results.forEach(NDArray::close);
    return loss;
  }

  @Override
  public void close() {
    manager.close();
  }
}
