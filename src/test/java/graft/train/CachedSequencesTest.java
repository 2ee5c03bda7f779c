package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.data.BatchSource;
import graft.feature.EpochRange;
import graft.feature.FeatureCache;
import graft.feature.FeatureExtractor;
import graft.feature.FeatureSpec;
import graft.task.Network;
import graft.tiny.TinyWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cut behind a stage is complete: masks go with sequences, and streams still go round. */
class CachedSequencesTest {

  private static final int EPOCHS = 4;

  private final ToyTask task = new ToyTask();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void twoStreamsOfUnlikeLengthLearnTheSameFromFeatures(int boundary) {
    List<EpochValues> cached = learn(boundary, boundary);
    List<EpochValues> uncached = learn(boundary, 0);

    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Map<String, Double> expected = uncached.get(epoch).values();
      Map<String, Double> actual = cached.get(epoch).values();
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (series, value) -> assertThat(actual.get(series)).isCloseTo(value, within(1e-4 * value)));
    }
  }

  @Test
  void behindAStageSequencesKeepTheirMasks() {
    try (Network network = network()) {
      BatchSource features = features(network, 1, ToyTaskTest.streams(0).get(ToyTask.KINDS));
      List<Integer> indices = IntStream.range(0, 20).boxed().toList();

      assertThat(features.batch(indices, 7, 1).inputs().keySet())
          .containsExactlyInAnyOrder("states", "steps.mask");
    }
  }

  private List<EpochValues> learn(int boundary, int from) {
    try (Network network = network()) {
      Freezing freezing =
          (boundary == 2
                  ? FreezePolicy.backbone()
                  : FreezePolicy.last(2 - boundary, network.backbone()))
              .resolve(network.backbone(), network.heads());
      TrainingPlan plan = new Sketch(EPOCHS, 0, 1e-2, 0, 4, "kinds accuracy").of(network, freezing);
      return new FineTuner(network, task, plan)
          .fit(
              sources(network, from, ToyTaskTest.streams(0)),
              sources(network, from, ToyTaskTest.streams(50)),
              from,
              TrainingListener.SILENT)
          .epochs();
    }
  }

  private static Map<String, BatchSource> sources(
      Network network, int from, Map<String, BatchSource> streams) {
    Map<String, BatchSource> sources = new LinkedHashMap<>(streams);
    if (from > 0) {
      sources.replaceAll((name, source) -> features(network, from, source));
    }
    return sources;
  }

  private static BatchSource features(Network network, int boundary, BatchSource source) {
    FeatureSpec spec =
        new FeatureSpec("Toy", "text", "seed 7", "numbers", boundary, "eval", "f32", "test");
    return new FeatureExtractor(spec, network, FeatureCache.inMemory(1 << 20))
        .features(source, EpochRange.OUTSIDE_TRAINING, (done, total) -> {});
  }

  private Network network() {
    return TinyWeights.network(ToyTask.backbone(), task.heads());
  }
}
