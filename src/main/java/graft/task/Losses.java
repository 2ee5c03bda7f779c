package graft.task;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import graft.engine.Programs;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import java.util.Arrays;

/** Losses of which objectives are made. The programs are loaded once a device and stay. */
public final class Losses {

  private static final Programs PROGRAMS =
      new Programs(
          """
            def cross_entropy(self: __torch__.Root, logits: Tensor, targets: Tensor, weights: Tensor, smoothing: Tensor) -> List[Tensor]:
              each = torch.cross_entropy_loss(logits, targets, None, 0, -100, float(smoothing))
              return [torch.div(torch.sum(torch.mul(each, weights)), torch.sum(weights))]
            def squared_error(self: __torch__.Root, values: Tensor, targets: Tensor) -> List[Tensor]:
              return [torch.mse_loss(values, targets, 1)]
          """);

  private Losses() {}

  /**
   * Cross-entropy of softmax, averaged over the batch by the examples' weights, in nats.
   *
   * @param logits [batch, classes]
   * @param classes index of the true class: [batch]
   * @param weights how much each example counts: [batch]
   * @return a scalar
   */
  public static NDArray crossEntropy(NDArray logits, int[] classes, float[] weights) {
    return crossEntropy(logits, classes, weights, 0);
  }

  /**
   * Cross-entropy against a share of the true class and a share of all classes alike.
   *
   * @param labelSmoothing share that is spread over all classes, from 0 to 1
   * @return a scalar
   * @throws IllegalArgumentException if the share is not from 0 to 1
   */
  public static NDArray crossEntropy(
      NDArray logits, int[] classes, float[] weights, double labelSmoothing) {
    long[] truth = Arrays.stream(classes).asLongStream().toArray();
    NDArray targets = logits.getManager().create(truth, new Shape(truth.length));
    return crossEntropy(logits, targets, weights, labelSmoothing);
  }

  /**
   * Cross-entropy against probabilities.
   *
   * @param probabilities [batch, classes]; each row adds up to 1
   * @param labelSmoothing share that is spread over all classes, from 0 to 1
   * @return a scalar
   * @throws IllegalArgumentException if the share is not from 0 to 1
   */
  public static NDArray crossEntropy(
      NDArray logits, FloatTensor probabilities, float[] weights, double labelSmoothing) {
    NDArray targets = Transfer.toTorch(probabilities, logits.getManager());
    return crossEntropy(logits, targets, weights, labelSmoothing);
  }

  private static NDArray crossEntropy(
      NDArray logits, NDArray targets, float[] weights, double labelSmoothing) {
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException(
          "label smoothing must be from 0 to 1, received " + labelSmoothing);
    }
    NDManager manager = logits.getManager();
    NDArray weight = Transfer.toTorch(FloatTensor.of(weights), manager);
    return PROGRAMS.call("cross_entropy", logits, targets, weight, manager.create(labelSmoothing));
  }

  /**
   * Mean squared error.
   *
   * @param values [batch, outputs]
   * @param targets of the same shape
   * @return a scalar
   */
  public static NDArray squaredError(NDArray values, FloatTensor targets) {
    NDArray truth = Transfer.toTorch(targets, values.getManager());
    return PROGRAMS.call("squared_error", values, truth);
  }
}
