package graft.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import graft.tiny.Fixture;
import graft.weights.SafeTensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares with torch.optim.AdamW; make_reference.py wrote its numbers. */
class AdamWTest {

  private static final int STEPS = 20;
  private static final int LATE = 5;
  private static final double SHARE = 1e-6;

  private final SafeTensors reference = Fixture.tensors(getClass(), "adamw.safetensors");
  private final NDManager scratch = Torch.newManager(Device.cpu());

  @AfterEach
  void close() {
    scratch.close();
  }

  @Test
  void matrixWithDecay() {
    assertTorchsSteps("weight", "weight", 0, 1e-2, 0.1);
  }

  @Test
  void biasWithoutDecay() {
    assertTorchsSteps("bias", "bias", 0, 1e-3, 0);
  }

  /** Each group counts its own steps, so the correction starts with the group. */
  @Test
  void groupThatJoinsLate() {
    assertTorchsSteps("late", "weight", LATE, 1e-2, 0.1);
  }

  private void assertTorchsSteps(String series, String start, int from, double rate, double decay) {
    NDArray parameter = Transfer.toTorch(reference.floats(start), scratch);
    parameter.setRequiresGradient(true);
    try (AdamW optimizer = new AdamW(List.of(parameter), decay, Device.cpu())) {
      for (int step = from; step < STEPS; step++) {
        backward(parameter, row(start + " gradients", step));
        optimizer.step(rate);

        Fixture.assertClose(Transfer.toJava(parameter), row(series + " after", step), SHARE);
      }
    }
  }

  /** The gradient of the sum of products is the other factor. */
  private void backward(NDArray parameter, FloatTensor gradient) {
    NDArray factor = Transfer.toTorch(gradient, scratch);
    try (GradientCollector collector = Torch.engine().newGradientCollector()) {
      collector.backward(parameter.mul(factor).sum());
    }
  }

  private FloatTensor row(String name, int row) {
    FloatTensor all = reference.floats(name);
    long[] shape = Arrays.copyOfRange(all.shape(), 1, all.shape().length);
    int size = all.size() / STEPS;
    return new FloatTensor(shape, Arrays.copyOfRange(all.values(), row * size, (row + 1) * size));
  }
}
