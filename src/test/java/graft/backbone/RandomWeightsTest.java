package graft.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.backbone.ParameterSpec.Role;
import graft.tensor.FloatTensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomWeightsTest {

  @Test
  void equalSeedsGiveEqualTensors() {
    ParameterSpec spec = convolution("conv1.weight");

    assertThat(draw(7, spec)).isEqualTo(draw(7, spec)).isNotEqualTo(draw(8, spec));
  }

  @Test
  void aTensorDoesNotDependOnTheOthers() {
    ParameterSpec first = convolution("conv1.weight");
    ParameterSpec second = convolution("conv2.weight");
    FloatTensor[] drawn = new FloatTensor[1];

    new RandomWeights(7)
        .read(
            List.of(first, second),
            (name, tensor) -> drawn[0] = name.equals("conv2.weight") ? tensor : drawn[0]);

    assertThat(drawn[0]).isEqualTo(draw(7, second)).isNotEqualTo(draw(7, first));
  }

  /**
   * The numbers are of a Python program that follows the definitions of Draw and java.util.Random.
   */
  @Test
  void valuesAreTheSameOnEveryMachine() {
    FloatTensor drawn =
        draw(7, new ParameterSpec("conv1.weight", new long[] {2, 1, 1, 1}, Role.CONVOLUTION));

    assertThat(drawn.values()).containsExactly(-1.0632199f, -0.6159461f);
  }

  /** torch.nn.init.kaiming_normal_ with fan_out and relu: deviation sqrt(2 / (out * 3 * 3)). */
  @Test
  void convolutionsVaryAsInTorchvision() {
    FloatTensor weight = draw(7, convolution("conv1.weight"));

    assertThat(mean(weight)).isCloseTo(0, within(1e-3));
    assertThat(deviation(weight)).isCloseTo(Math.sqrt(2.0 / (64 * 9)), within(5e-4));
  }

  /** torch.nn.Linear: uniform within 1 / sqrt(in), so a deviation of that / sqrt(3). */
  @Test
  void matricesVaryAsInTorch() {
    FloatTensor weight =
        draw(7, new ParameterSpec("fc.weight", new long[] {200, 100}, Role.MATRIX));

    for (float value : weight.values()) {
      assertThat(value).isBetween(-0.1f, 0.1f);
    }
    assertThat(mean(weight)).isCloseTo(0, within(1e-3));
    assertThat(deviation(weight)).isCloseTo(0.1 / Math.sqrt(3), within(5e-4));
  }

  @Test
  void normalisationsStartNeutral() {
    assertThat(draw(7, vector(Role.SCALE)).values()).containsOnly(1);
    assertThat(draw(7, vector(Role.RUNNING_VARIANCE)).values()).containsOnly(1);
    assertThat(draw(7, vector(Role.SHIFT)).values()).containsOnly(0);
    assertThat(draw(7, vector(Role.RUNNING_MEAN)).values()).containsOnly(0);
    assertThat(draw(7, vector(Role.BIAS)).values()).containsOnly(0);
  }

  @Test
  void originAndHashNameTheSeed() {
    assertThat(new RandomWeights(7).origin()).isEqualTo("random, seed 7");
    assertThat(new RandomWeights(7).hash()).isEqualTo("random-7");
  }

  private static ParameterSpec convolution(String name) {
    return new ParameterSpec(name, new long[] {64, 32, 3, 3}, Role.CONVOLUTION);
  }

  private static ParameterSpec vector(Role role) {
    return new ParameterSpec("bn1.weight", new long[] {4}, role);
  }

  private static FloatTensor draw(long seed, ParameterSpec spec) {
    FloatTensor[] drawn = new FloatTensor[1];
    new RandomWeights(seed).read(List.of(spec), (name, tensor) -> drawn[0] = tensor);
    return drawn[0];
  }

  private static double mean(FloatTensor tensor) {
    return IntStream.range(0, tensor.size())
        .mapToDouble(i -> tensor.values()[i])
        .average()
        .orElse(0);
  }

  private static double deviation(FloatTensor tensor) {
    double mean = mean(tensor);
    return Math.sqrt(
        IntStream.range(0, tensor.size())
            .mapToDouble(i -> Math.pow(tensor.values()[i] - mean, 2))
            .average()
            .orElse(0));
  }
}
