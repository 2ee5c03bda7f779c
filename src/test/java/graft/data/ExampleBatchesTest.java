package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExampleBatchesTest {

  private final List<Draw> draws = new ArrayList<>();

  @Test
  void epochsTakeTheViewsInTurn() {
    ExampleBatches source = source(3);

    IntStream.rangeClosed(0, 7).forEach(epoch -> source.batch(List.of(0), 42, epoch));

    assertThat(draws).extracting(Draw::epoch).containsExactly(0, 1, 2, 0, 1, 2, 0, 1);
    assertThat(draws.get(4)).isEqualTo(new Draw(42, "augment", 1, "a"));
  }

  @Test
  void everyEpochHasAViewOfItsOwnWithoutLimit() {
    ExampleBatches source = source(BatchSource.UNLIMITED);

    source.batch(List.of(0), 42, 1);
    source.batch(List.of(0), 42, 1_000_000);

    assertThat(draws).extracting(Draw::epoch).containsExactly(1, 1_000_000);
  }

  @Test
  void noView() {
    assertThatThrownBy(() -> source(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("views must be >= 1, received 0");
  }

  private ExampleBatches source(int views) {
    Example example = new Example("a", "00", new Source.Text("x"), new Target.OneClass(0));
    return new ExampleBatches(
        List.of(example),
        (each, draw) -> {
          draws.add(draw);
          return Map.of("x", FloatTensor.of(1));
        },
        Set.of(),
        views,
        "test");
  }
}
