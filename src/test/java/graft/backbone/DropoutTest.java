package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import graft.engine.NamedArrays;
import graft.engine.Precision;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DropoutTest {

  private static final int SIZE = 10_000;
  private static final double SHARE = 0.2;
  private static final Mode ACTIVE = new Mode(Set.of("drop"), Precision.F32);

  private final NDManager scratch = Torch.newManager(Device.cpu());
  private final NamedArrays none = new NamedArrays(Device.cpu());
  private final RunningStage stage =
      new RunningStage(
          new Stage("only", "x", "x", List.of(new Layer.Dropout("drop", SHARE))), none);

  @AfterEach
  void close() {
    stage.close();
    none.close();
    scratch.close();
  }

  @Test
  void handsItsInputOnWhereItDoesNotDraw() {
    assertThat(forward(Mode.INFERENCE)).containsOnly(1);
    assertThat(forward(new Mode(Set.of("another"), Precision.F32))).containsOnly(1);
  }

  @Test
  void leavesItsShareOutAndScalesTheOthersUp() {
    Torch.seed(7);

    float[] output = forward(ACTIVE);

    assertThat(output).containsOnly(0, (float) (1 / (1 - SHARE)));
    int left = 0;
    for (float value : output) {
      left += value == 0 ? 1 : 0;
    }
    assertThat(left / (double) SIZE).isBetween(SHARE - 0.02, SHARE + 0.02);
  }

  @Test
  void equalSeedsDrawAlike() {
    Torch.seed(7);
    float[] first = forward(ACTIVE);
    float[] second = forward(ACTIVE);

    Torch.seed(7);

    assertThat(forward(ACTIVE)).isEqualTo(first);
    assertThat(forward(ACTIVE)).isEqualTo(second).isNotEqualTo(first);
  }

  private float[] forward(Mode mode) {
    float[] ones = new float[SIZE];
    Arrays.fill(ones, 1);
    return stage
        .forward(Map.of("x", Transfer.toTorch(FloatTensor.of(ones), scratch)), mode)
        .get("x")
        .toFloatArray();
  }
}
