package graft.engine;

import ai.djl.Device;

/** Finds the device that a user means. */
public final class Devices {

  private Devices() {}

  /** Returns the first GPU where there is one, the CPU otherwise. */
  public static Device automatic() {
    return Torch.engine().getGpuCount() > 0 ? Device.gpu(0) : Device.cpu();
  }

  /**
   * Returns the first GPU.
   *
   * @throws IllegalArgumentException if PyTorch sees none
   */
  public static Device firstGpu() {
    if (Torch.engine().getGpuCount() == 0) {
      throw new IllegalArgumentException(
          "device gpu0 is not there: PyTorch sees no CUDA device; use --device cpu");
    }
    return Device.gpu(0);
  }
}
