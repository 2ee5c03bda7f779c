package graft.task;

import ai.djl.ndarray.NDArray;
import graft.engine.Programs;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;

/** Losses of which objectives are made. The programs are loaded once a device and stay. */
public final class Losses {

  private static final Programs PROGRAMS =
      new Programs(
          """
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
    return CrossEntropyLoss.PLAIN.of(logits, classes, weights);
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
