package graft.magics.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SettingTest {

  @Test
  void keysAndEnvironmentVariables() {
    assertThat(Setting.of("device").environmentVariable()).isEqualTo("GRAFT_DEVICE");
    assertThat(Setting.of("home").environmentVariable()).isEqualTo("GRAFT_HOME");
  }

  @Test
  void goodValuesAreReturnedAsTheyAre() {
    assertThat(Setting.DEVICE.checked("GRAFT_DEVICE", "gpu0")).isEqualTo("gpu0");
    assertThat(Setting.PRECISION.checked("GRAFT_PRECISION", "bf16")).isEqualTo("bf16");
    assertThat(Setting.EXAMPLES.checked("GRAFT_EXAMPLES", "off")).isEqualTo("off");
  }

  @Test
  void badValueNamesItsSource() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Setting.THREADS.checked("GRAFT_THREADS", "two"))
        .withMessage("GRAFT_THREADS takes N, received two; write a whole number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Setting.PRECISION.checked("GRAFT_PRECISION", "f16"))
        .withMessage("GRAFT_PRECISION takes auto|f32|bf16, received f16; did you mean bf16?");
  }

  @Test
  void homeExpands() {
    assertThat(Typed.line("%graft set home ~/runs"))
        .isEqualTo(new GraftCommand.Set(Setting.HOME, "/home/ada/runs"));
  }
}
