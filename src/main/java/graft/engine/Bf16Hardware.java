package graft.engine;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Finds out whether a processor multiplies numbers of 16 bits, and does not only imitate it. */
final class Bf16Hardware {

  private static final Path CPU = Path.of("/proc/cpuinfo");

  /** As the kernel names them: x86 with AVX-512 or AMX, then Arm. */
  private static final Set<String> FEATURES = Set.of("avx512_bf16", "amx_bf16", "bf16");

  /** Ampere; what was before it converts number by number. */
  private static final int FIRST_COMPUTE_CAPABILITY = 80;

  private Bf16Hardware() {}

  static boolean of(Device device) {
    if (device.isGpu()) {
      return computes(CudaUtils.getComputeCapability(device.getDeviceId()));
    }
    return lists(read());
  }

  /**
   * @param cpuinfo what Linux says of its processors; empty elsewhere
   */
  static boolean lists(String cpuinfo) {
    return cpuinfo
        .lines()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .map(line -> line.substring(line.indexOf(':') + 1).trim().split("\\s+"))
        .findFirst()
        .filter(features -> Arrays.stream(features).anyMatch(FEATURES::contains))
        .isPresent();
  }

  /**
   * @param capability major and minor version in one number, for example 86
   */
  static boolean computes(String capability) {
    return Integer.parseInt(capability) >= FIRST_COMPUTE_CAPABILITY;
  }

  private static String read() {
    try {
      return Files.isReadable(CPU) ? Files.readString(CPU) : "";
    } catch (IOException e) {
      return ""; // a machine that does not say what it can do is not asked for it
    }
  }
}
