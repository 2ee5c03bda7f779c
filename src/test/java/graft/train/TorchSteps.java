package graft.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import graft.tiny.Fixture;
import graft.weights.SafeTensors;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Compares an optimizer's steps with those that make_reference.py wrote; close it. */
final class TorchSteps implements AutoCloseable {

  /** Steps that a group misses which joins late. */
  static final int LATE = 5;

  private static final int STEPS = 20;
  private static final double SHARE = 1e-6;

  private final SafeTensors reference;
  private final NDManager scratch = Torch.newManager(Device.cpu());

  TorchSteps(String file) {
    reference = Fixture.tensors(getClass(), file);
  }

  /**
   * Requires torch's numbers after every step.
   *
   * @param series what is compared
   * @param start name of its first value and of its gradients
   * @param from the first step that has a gradient
   */
  void assertSame(
      String series,
      String start,
      int from,
      double rate,
      Function<List<NDArray>, Optimizer> maker) {
    NDArray parameter = Transfer.toTorch(reference.floats(start), scratch);
    try (Optimizer optimizer = maker.apply(List.of(parameter))) {
      for (int step = from; step < STEPS; step++) {
        NDArray gradient = Transfer.toTorch(row(start + " gradients", step), scratch);
        optimizer.step(rate, List.of(gradient));

        Fixture.assertClose(Transfer.toJava(parameter), row(series + " after", step), SHARE);
      }
    }
  }

  private FloatTensor row(String name, int row) {
    FloatTensor all = reference.floats(name);
    long[] shape = Arrays.copyOfRange(all.shape(), 1, all.shape().length);
    int size = all.size() / STEPS;
    return new FloatTensor(shape, Arrays.copyOfRange(all.values(), row * size, (row + 1) * size));
  }

  @Override
  public void close() {
    scratch.close();
  }
}
