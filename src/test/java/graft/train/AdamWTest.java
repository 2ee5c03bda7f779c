package graft.train;

import ai.djl.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares with torch.optim.AdamW; make_reference.py wrote its numbers. */
class AdamWTest {

  private final TorchSteps torch = new TorchSteps("adamw.safetensors");

  @AfterEach
  void close() {
    torch.close();
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
    assertTorchsSteps("late", "weight", TorchSteps.LATE, 1e-2, 0.1);
  }

  private void assertTorchsSteps(String series, String start, int from, double rate, double decay) {
    torch.assertSame(
        series, start, from, rate, parameters -> new AdamW(parameters, decay, Device.cpu()));
  }
}
