package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with torch.nn.utils.clip_grad_norm_. */
class GradientNormTest {

  private final Differentiated reference = new Differentiated();
  private final List<NDArray> gradients =
      IntStream.range(0, 3).mapToObj(i -> reference.array("gradient " + i)).toList();

  @AfterEach
  void close() {
    reference.close();
  }

  @ParameterizedTest
  @CsvSource({"clipped, 1.5", "short, 100"})
  void clipsAsTorchDoes(String name, double limit) {
    double norm = GradientNorm.clip(gradients, limit);

    assertThat((float) norm)
        .isCloseTo(reference.array(name + " norm").toFloatArray()[0], within(1e-5f));
    for (int i = 0; i < gradients.size(); i++) {
      reference.assertEqual(name + " " + i, gradients.get(i));
    }
  }

  @Test
  void measuringChangesNothing() {
    double norm = GradientNorm.of(gradients);

    assertThat((float) norm)
        .isCloseTo(reference.array("clipped norm").toFloatArray()[0], within(1e-5f));
    reference.assertEqual("gradient 0", gradients.get(0));
  }

  @Test
  void limitOfZero() {
    assertThatThrownBy(() -> GradientNorm.clip(gradients, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gradient norm limit must be > 0, received 0.0");
  }
}
