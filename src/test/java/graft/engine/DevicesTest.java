package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevicesTest {

  @BeforeEach
  void noGpu() {
    assumeTrue(Torch.engine().getGpuCount() == 0, "this machine has a GPU that PyTorch sees");
  }

  @Test
  void withoutGpuTheCpuIsChosen() {
    assertThat(Devices.automatic()).isEqualTo(Device.cpu());
  }

  @Test
  void gpuThatIsNotThere() {
    assertThatThrownBy(Devices::firstGpu)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device gpu0 is not there: PyTorch sees no CUDA device; use --device cpu");
  }
}
