package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.07, 3, 1e-12, -4.5, 1e6})
  void oneValueHasFewTicks(double value) {
    Scale scale = Scale.tight(DoubleStream.of(value), 0, 100);

    assertThat(scale.ticks()).hasSizeBetween(1, 10);
    assertThat(scale.at(value)).isBetween(49.9, 50.1);
  }

  @Test
  void wholeValuesHaveWholeTicks() {
    Scale scale = Scale.tight(DoubleStream.of(1, 2, 4), 0, 100);

    assertThat(scale.ticks()).containsExactly(1.0, 2.0, 3.0, 4.0);
  }
}
