package graft.backbone;

import java.util.Arrays;

/**
 * Describes one named tensor of a layer.
 *
 * @param name dotted, as torchvision or Hugging Face write it, for example {@code
 *     layer1.0.conv1.weight}
 * @param shape the length of each axis
 * @param role what it is, which also says how it starts and whether it can train
 */
public record ParameterSpec(String name, long[] shape, Role role) {

  /** The kinds of tensors that layers hold. */
  public enum Role {
    /** Kernel of a convolution: [out, in, height, width]. */
    CONVOLUTION(true),
    /** Matrix of a linear layer: [out, in]. */
    MATRIX(true),
    /** Additive bias. */
    BIAS(true),
    /** Scale of a normalisation. */
    SCALE(true),
    /** Shift of a normalisation. */
    SHIFT(true),
    /** Mean that a normalisation has gathered. */
    RUNNING_MEAN(false),
    /** Variance that a normalisation has gathered. */
    RUNNING_VARIANCE(false);

    private final boolean learned;

    Role(boolean learned) {
      this.learned = learned;
    }
  }

  /** Returns whether gradients can change it; statistics are gathered, not learned. */
  public boolean learned() {
    return role.learned;
  }

  /** Returns the number of elements. */
  public int size() {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }
}
