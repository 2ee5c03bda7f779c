package graft.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.backbone.TinyBackbone;
import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.ExampleBatches;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.head.Head;
import graft.head.LinearHead;
import graft.task.Classification;
import graft.task.Inference;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import graft.tiny.TinyWeights;
import graft.train.FineTuner;
import graft.train.Fit;
import graft.train.FreezePolicy;
import graft.train.TrainingListener;
import graft.train.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureExtractorTest {

  private static final int STAGES = 5;
  private static final FeatureProgress SILENT = (done, total) -> {};

  private final Head head = LinearHead.overMaps("fc", "maps", 32, 2);
  private final Network network =
      TinyWeights.network(TinyBackbone.resNet(18, 4, 32), List.of(head));
  private final FeatureCache cache = new FeatureCache(1 << 24);
  private final AtomicInteger reads = new AtomicInteger();
  private final ExampleBatches pictures = counted(TinyExamples.pictures(40, 2, 32, 1));

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void featuresAreTheRunningStagesOutputBitForBit() {
    BatchSource features = extractor(4).features(pictures, SILENT);

    FloatTensor cached = (FloatTensor) features.batch(first(32), 0, 1).inputs().get("maps");

    assertThat(cached).isEqualTo(running(pictures.batch(first(32), 0, 1), 4, "maps"));
    assertThat(cached.shape()).containsExactly(32, 16, 2, 2);
  }

  @Test
  void behindTheWholeBackboneTheyArePooled() {
    BatchSource features = extractor(STAGES).features(pictures, SILENT);
    Map<String, ?> cached = features.batch(first(32), 0, 1).inputs();

    assertThat(cached).containsOnlyKeys("maps.mean");
    assertThat(cached.get("maps.mean"))
        .isEqualTo(running(pictures.batch(first(32), 0, 1), STAGES, "maps.mean"));
  }

  @Test
  void everyExampleIsComputedOnce() {
    extractor(4).features(pictures, SILENT);
    BatchSource again = extractor(4).features(pictures, SILENT);
    again.batch(first(40), 0, 1);
    again.batch(first(40), 0, 2);

    assertThat(reads).hasValue(40);
  }

  @Test
  void otherWeightsHaveOtherFeatures() {
    extractor(4).features(pictures, SILENT);

    FeatureSpec other = new FeatureSpec("ResNet-18", "others", "numbers", 4, "eval", "f32", "test");
    new FeatureExtractor(other, network, cache).features(pictures, SILENT);

    assertThat(reads).hasValue(80);
  }

  @Test
  void onlyWhatIsMissingIsComputed() {
    ExampleBatches some = counted(TinyExamples.pictures(10, 2, 32, 1));
    extractor(STAGES).features(some, SILENT);

    BatchSource all = extractor(STAGES).features(pictures, SILENT);

    assertThat(reads).hasValue(40);
    assertThat(all.examples()).hasSize(40);
    assertThat(all.fingerprint()).startsWith("numbers|FeatureSpec[backbone=ResNet-18");
    assertThat(all.deterministic()).isTrue();
  }

  @Test
  void featuresThatDidNotStayInTheCacheAreStillServed() {
    FeatureExtractor extractor = new FeatureExtractor(spec(4), network, new FeatureCache(0));

    BatchSource features = extractor.features(pictures, SILENT);

    assertThat(features.batch(first(40), 0, 1).size()).isEqualTo(40);
    assertThat(reads).hasValue(40);
  }

  @Test
  void stopKeepsWhatIsDone() {
    FeatureProgress stop =
        (done, total) -> {
          if (done > 0) {
            throw new CancellationException("stopped");
          }
        };

    assertThatThrownBy(() -> extractor(4).features(pictures, stop))
        .isInstanceOf(CancellationException.class);
    extractor(4).features(pictures, SILENT);

    assertThat(reads).hasValue(40);
  }

  @Test
  void sizeOfOneExample() {
    assertThat(extractor(4).bytesPerExample()).isEqualTo(4 * 16 * 2 * 2);
    assertThat(extractor(STAGES).bytesPerExample()).isEqualTo(4 * 32);
  }

  /** What the frozen part says is computed in other batches than in an uncached run. */
  @ParameterizedTest
  @ValueSource(ints = {4, STAGES})
  void cachedRunLearnsWhatAnUncachedRunLearns(int boundary) {
    List<Map<String, Double>> uncached = learn(boundary, 0, pictures);
    int readsOfUncached = reads.getAndSet(0);

    List<Map<String, Double>> cached;
    try (Network fresh = TinyWeights.network(network.backbone(), network.heads())) {
      BatchSource features = extractor(boundary).features(pictures, SILENT);
      cached = learn(fresh, boundary, boundary, features);
    }

    assertThat(reads).hasValue(40);
    assertThat(readsOfUncached).isEqualTo(3 * 2 * 40);
    for (int epoch = 0; epoch < 3; epoch++) {
      for (String series : cached.get(epoch).keySet()) {
        assertThat(cached.get(epoch).get(series))
            .isCloseTo(uncached.get(epoch).get(series), within(1e-4));
      }
    }
  }

  private List<Map<String, Double>> learn(int boundary, int from, BatchSource source) {
    try (Network fresh = TinyWeights.network(network.backbone(), network.heads())) {
      return learn(fresh, boundary, from, source);
    }
  }

  private List<Map<String, Double>> learn(
      Network fresh, int boundary, int from, BatchSource source) {
    FreezePolicy policy =
        boundary == STAGES
            ? FreezePolicy.backbone()
            : FreezePolicy.last(STAGES - boundary, fresh.backbone());
    FineTuner tuner =
        new FineTuner(
            fresh,
            new Classification(2, head),
            policy.resolve(fresh.backbone(), fresh.heads()),
            new TrainingPlan(3, 0, 1e-3, 1e-4, 16, 0.01, 0.01, "accuracy", 7));
    Map<String, BatchSource> sources = Map.of(Task.ONLY, source);
    Fit fit = tuner.fit(sources, sources, from, TrainingListener.SILENT);
    return fit.epochs().stream().map(epoch -> epoch.values()).toList();
  }

  private FeatureExtractor extractor(int boundary) {
    return new FeatureExtractor(spec(boundary), network, cache);
  }

  private static FeatureSpec spec(int boundary) {
    return new FeatureSpec("ResNet-18", "seed 7", "numbers", boundary, "eval", "f32", "test");
  }

  private FloatTensor running(Batch batch, int stages, String name) {
    try (NDManager scratch = Torch.newManager(Device.cpu())) {
      Map<String, NDArray> outputs =
          network.run(Inference.inputs(batch, scratch), 0, stages, Set.of());
      return Transfer.toJava(
          name.equals("maps") ? outputs.get(name) : network.pool(outputs, head).get(name));
    }
  }

  private ExampleBatches counted(ExampleBatches source) {
    return new ExampleBatches(
        source.examples(),
        (example, draw) -> {
          reads.incrementAndGet();
          return source.reader().read(example, draw);
        },
        Set.of(),
        true,
        source.fingerprint());
  }

  private static List<Integer> first(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
