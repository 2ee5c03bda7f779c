package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "processor\t: 0\nflags\t\t: fpu avx512f avx512_bf16 clzero\n",
        "flags : fpu amx_bf16 amx_tile",
        "Features\t: fp asimd bf16 i8mm"
      })
  void processorsThatMultiplyInHalfPrecision(String cpuinfo) {
    assertThat(Bf16Hardware.lists(cpuinfo)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "processor\t: 0\nmodel name\t: avx512_bf16\nflags\t\t: fpu avx2 avx512f\n",
        "Features\t: fp asimd ebf16",
        "flags\t:"
      })
  void processorsThatDoNot(String cpuinfo) {
    assertThat(Bf16Hardware.lists(cpuinfo)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"75, false", "80, true", "86, true", "90, true", "120, true"})
  void gpusFromAmpereOn(String capability, boolean computes) {
    assertThat(Bf16Hardware.computes(capability)).isEqualTo(computes);
  }

  @Test
  void everyDeviceComputesInFullPrecision() {
    assertThat(Precision.F32.supportedBy(Device.cpu())).isTrue();
  }
}
