package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.backbone.TinyBackbone;
import graft.data.ExampleBatches;
import graft.head.Head;
import graft.head.LinearHead;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import graft.tiny.TinyWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeatureScalingTest {

  private static final long SEED = 7;

  private final Head head = LinearHead.overMaps("fc", "maps", 32, 2);
  private final Network network =
      TinyWeights.network(TinyBackbone.resNet(18, 4, 32), List.of(head));
  private final ExampleBatches pictures = TinyExamples.pictures(100, 2, 32, 1);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void itLooksAtAllExamplesAndAsksWhetherToGoOn() {
    List<Integer> asked = new ArrayList<>();

    int looked = measure(FeatureScaling.EXAMPLES, (done, total) -> asked.add(done));

    assertThat(looked).isEqualTo(100);
    assertThat(asked).containsExactly(64, 80, 96);
  }

  @Test
  void withoutTimeItLooksAtTheFirstOfThemAsOneWhoWantsNoMore() {
    int looked = measure(FeatureScaling.EXAMPLES, (done, total) -> false);
    List<FloatTensor> cut = scale();

    assertThat(looked).isEqualTo(64).isEqualTo(measure(64, (done, total) -> true));
    assertThat(cut).isEqualTo(scale());
    measure(FeatureScaling.EXAMPLES, (done, total) -> true);
    assertThat(cut).isNotEqualTo(scale());
  }

  @Test
  void whoStopsItLeavesTheScaleAsItWas() {
    List<FloatTensor> before = scale();

    assertThatThrownBy(
            () ->
                measure(
                    FeatureScaling.EXAMPLES,
                    (done, total) -> {
                      throw new CancellationException("stopped");
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(scale()).isEqualTo(before);
  }

  private int measure(int most, FeatureScaling.Progress progress) {
    return FeatureScaling.measure(network, head, pictures, 0, SEED, most, progress);
  }

  private List<FloatTensor> scale() {
    return List.of(
        network.tensors().read("fc.standardize.running_mean"),
        network.tensors().read("fc.standardize.running_var"));
  }
}
