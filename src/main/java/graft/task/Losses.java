package graft.task;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import graft.engine.Program;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Losses of which objectives are made. The programs are loaded once a device and stay. */
public final class Losses {

  private static final String METHODS =
      """
        def cross_entropy(self: __torch__.Root, logits: Tensor, targets: Tensor, weights: Tensor) -> List[Tensor]:
          each = torch.cross_entropy_loss(logits, targets, None, 0, -100, 0.)
          return [torch.div(torch.sum(torch.mul(each, weights)), torch.sum(weights))]
        def squared_error(self: __torch__.Root, values: Tensor, targets: Tensor) -> List[Tensor]:
          return [torch.mse_loss(values, targets, 1)]
      """;

  private static final Map<Device, Program> PROGRAMS = new ConcurrentHashMap<>();

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
    NDManager manager = logits.getManager();
    long[] targets = new long[classes.length];
    for (int i = 0; i < classes.length; i++) {
      targets[i] = classes[i];
    }
    NDArray truth = manager.create(targets, new Shape(targets.length));
    NDArray weight = Transfer.toTorch(FloatTensor.of(weights), manager);
    return program(logits).call("cross_entropy", List.of(logits, truth, weight), List.of()).get(0);
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
    return program(values).call("squared_error", List.of(values, truth), List.of()).get(0);
  }

  private static Program program(NDArray array) {
    return PROGRAMS.computeIfAbsent(array.getDevice(), device -> Program.of(METHODS, device));
  }
}
