package graft.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.backbone.Mode;
import graft.backbone.TinyBackbone;
import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.Example;
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
import graft.tiny.Fixture;
import graft.tiny.TinyExamples;
import graft.tiny.TinyNoise;
import graft.tiny.TinyWeights;
import graft.train.FineTuner;
import graft.train.Fit;
import graft.train.FreezePolicy;
import graft.train.Sketch;
import graft.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureExtractorTest {

  private static final int STAGES = 5;
  private static final EpochRange ONCE = EpochRange.OUTSIDE_TRAINING;
  private static final FeatureProgress SILENT = (done, total) -> {};

  @TempDir private Path folder;

  private final Head head = LinearHead.overMaps("fc", "maps", 32, 2);
  private final Network network =
      TinyWeights.network(TinyBackbone.resNet(18, 4, 32), List.of(head));
  private final FeatureCache cache = FeatureCache.inMemory(1 << 24);
  private final AtomicInteger reads = new AtomicInteger();
  private final ExampleBatches pictures = counted(TinyExamples.pictures(40, 2, 32, 1));

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void featuresAreTheRunningStagesOutputBitForBit() {
    BatchSource features = extractor(4).features(pictures, ONCE, SILENT);

    FloatTensor cached = (FloatTensor) features.batch(first(32), 0, 1).inputs().get("maps");

    assertThat(cached).isEqualTo(running(pictures.batch(first(32), 0, 1), 4, "maps"));
    assertThat(cached.shape()).containsExactly(32, 16, 2, 2);
  }

  @Test
  void behindTheWholeBackboneTheyArePooled() {
    BatchSource features = extractor(STAGES).features(pictures, ONCE, SILENT);
    Map<String, ?> cached = features.batch(first(32), 0, 1).inputs();

    assertThat(cached).containsOnlyKeys("maps.mean");
    assertThat(cached.get("maps.mean"))
        .isEqualTo(running(pictures.batch(first(32), 0, 1), STAGES, "maps.mean"));
  }

  @Test
  void everyExampleIsComputedOnce() {
    extractor(4).features(pictures, ONCE, SILENT);
    BatchSource again = extractor(4).features(pictures, ONCE, SILENT);
    again.batch(first(40), 0, 1);
    again.batch(first(40), 0, 2);

    assertThat(reads).hasValue(40);
  }

  @Test
  void otherWeightsHaveOtherFeatures() {
    extractor(4).features(pictures, ONCE, SILENT);

    FeatureSpec other =
        new FeatureSpec("ResNet-18", "text", "others", "numbers", 4, "eval", "f32", "test");
    new FeatureExtractor(other, network, cache).features(pictures, ONCE, SILENT);

    assertThat(reads).hasValue(80);
  }

  @Test
  void whatIsComputedBeforehandIsKeptAndEqualToTheBit() {
    FeatureCache other = FeatureCache.inMemory(1 << 24);
    BatchSource atOnce = extractor(STAGES, other).features(pictures, ONCE, SILENT);
    reads.set(0);

    PendingFeatures pending = extractor(STAGES).pending(pictures, ONCE);
    assertThat(List.of(pending.size(), pending.next(), pending.next(), pending.done()))
        .containsExactly(40, 16, 16, 32);
    pending.flush();
    List<Integer> told = new ArrayList<>();
    BatchSource later =
        extractor(STAGES).features(pictures, ONCE, (done, total) -> told.add(total));

    assertThat(reads).hasValue(40);
    assertThat(told).containsExactly(8, 8);
    assertThat(later.batch(first(40), 0, 1).inputs())
        .isEqualTo(atOnce.batch(first(40), 0, 1).inputs());
    assertThat(List.of(pending.next(), pending.next())).containsExactly(8, 0);
  }

  @Test
  void onlyWhatIsMissingIsComputed() {
    ExampleBatches some = counted(TinyExamples.pictures(10, 2, 32, 1));
    extractor(STAGES).features(some, ONCE, SILENT);

    BatchSource all = extractor(STAGES).features(pictures, ONCE, SILENT);

    assertThat(reads).hasValue(40);
    assertThat(all.examples()).hasSize(40);
    assertThat(all.fingerprint()).startsWith("numbers|FeatureSpec[backbone=ResNet-18");
    assertThat(all.views()).isEqualTo(1);
  }

  @Test
  void whatTheCacheLostIsComputedAgain() {
    BatchSource kept = extractor(4).features(pictures, ONCE, SILENT);
    BatchSource lost = losing(4).features(pictures, ONCE, SILENT);
    reads.set(0);

    for (List<Integer> indices : List.of(first(40), List.of(7), List.of(39, 3, 39))) {
      assertThat(lost.batch(indices, 0, 1).inputs()).isEqualTo(kept.batch(indices, 0, 1).inputs());
    }
    assertThat(reads).hasValue(40 + 1 + 2);
  }

  @Test
  void equalContentIsComputedOnce() {
    List<Example> twice = new ArrayList<>(pictures.examples());
    for (Example each : pictures.examples()) {
      twice.add(new Example("copy/" + each.id(), each.contentHash(), each.source(), each.target()));
    }
    ExampleBatches doubled = counted(TinyExamples.source(twice, Set.of()));

    BatchSource features = extractor(4).features(doubled, ONCE, SILENT);
    Batch batch = features.batch(List.of(3, 43), 0, 1);

    assertThat(reads).hasValue(40);
    assertThat(batch.ids()).containsExactly("1/3", "copy/1/3");
    assertThat(extractor(4).rows(doubled, ONCE)).isEqualTo(40);
    losing(4).features(doubled, ONCE, SILENT).batch(List.of(3, 43, 4), 0, 1);
    assertThat(reads).hasValue(40 + 40 + 2);
  }

  @Test
  void stopKeepsWhatIsDone() {
    FeatureProgress stop =
        (done, total) -> {
          if (done > 0) {
            throw new CancellationException("stopped");
          }
        };

    assertThatThrownBy(() -> extractor(4).features(pictures, ONCE, stop))
        .isInstanceOf(CancellationException.class);
    extractor(4).features(pictures, ONCE, SILENT);

    assertThat(reads).hasValue(40);
  }

  /** Before the numbers: two bytes, then two, name, two, and four for each axis. */
  @Test
  void sizeOfOneExample() {
    assertThat(extractor(1).rowBytes(pictures)).isEqualTo(2 + 4 + 4 + 3 * 4 + 4 * 4 * 8 * 8);
    assertThat(extractor(4).rowBytes(pictures)).isEqualTo(2 + 4 + 4 + 3 * 4 + 4 * 16 * 2 * 2);
    assertThat(extractor(STAGES).rowBytes(pictures)).isEqualTo(2 + 9 + 4 + 4 + 4 * 32);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, STAGES})
  void filesAreAsLargeAsTheEstimate(int boundary) throws IOException {
    FeatureCache onDisk = FeatureCache.in(folder, 0, 1 << 24);
    FeatureExtractor extractor = new FeatureExtractor(spec(boundary), network, onDisk);

    extractor.features(pictures, ONCE, SILENT);

    long rows = extractor.rows(pictures, ONCE);
    assertThat(Files.size(Rows.files(folder, FeatureFolder.ENDING).get(0)))
        .isEqualTo(48 + rows * (24 + extractor.rowBytes(pictures)));
  }

  @Test
  void eachViewIsComputedOnceForTheEpochsThatGiveIt() {
    ExampleBatches varied = varied(4);

    BatchSource features = extractor(4).features(varied, new EpochRange(5, 1, 3), SILENT);
    assertThat(reads).hasValue(3 * 40);
    extractor(4).features(varied, new EpochRange(5, 2, 50), SILENT);
    assertThat(reads).hasValue(4 * 40);

    for (int epoch = 0; epoch < 12; epoch++) {
      assertThat(features.batch(first(32), 5, epoch).inputs().get("maps"))
          .isEqualTo(running(varied.batch(first(32), 5, epoch % 4), 4, "maps"));
    }
    assertThat(features.views()).isEqualTo(4);
  }

  @Test
  void anotherSeedHasOtherViews() {
    BatchSource one = extractor(4).features(varied(2), new EpochRange(5, 1, 2), SILENT);
    BatchSource other = extractor(4).features(varied(2), new EpochRange(6, 1, 2), SILENT);

    assertThat(reads).hasValue(2 * 2 * 40);
    assertThat(one.batch(first(3), 5, 1).inputs())
        .isNotEqualTo(other.batch(first(3), 6, 1).inputs());
    assertThat(other.batch(first(3), 5, 1).inputs()).isEqualTo(one.batch(first(3), 5, 1).inputs());
  }

  /** Draws go by id, so a copy is varied in another way. */
  @Test
  void viewsOfEqualContentDiffer() {
    ExampleBatches varied = varied(2);
    Example first = pictures.examples().get(0);
    Example copy = new Example("copy", first.contentHash(), first.source(), first.target());
    ExampleBatches both =
        new ExampleBatches(List.of(first, copy), varied.reader(), Set.of(), 2, "noise");

    BatchSource features = extractor(4).features(both, new EpochRange(5, 1, 1), SILENT);

    assertThat(features.batch(List.of(0), 5, 1).inputs())
        .isNotEqualTo(features.batch(List.of(1), 5, 1).inputs());
    assertThat(extractor(4).rows(both, new EpochRange(5, 1, 3))).isEqualTo(4);
  }

  /** Convolutions in 32 bits round alike in every batch but one of a single picture. */
  @Test
  void featuresDoNotDependOnTheOthersOfTheirBatch() {
    BatchSource together = extractor(4).features(pictures, ONCE, SILENT);
    ExampleBatches alone =
        new ExampleBatches(pictures.examples().subList(7, 8), pictures.reader(), Set.of(), 1, "n");

    BatchSource single = losing(4).features(alone, ONCE, SILENT);

    assertThat(single.batch(List.of(0), 0, 1).inputs())
        .isEqualTo(together.batch(List.of(7), 0, 1).inputs());
  }

  /** 40 pictures leave eight in the last batch of 16, and one in the last batch of 13. */
  @ParameterizedTest
  @CsvSource({"4, 16", "5, 16", "5, 13"})
  void sameBitsWithAndWithoutTheCacheInFixedBatches(int boundary, int batch) {
    List<Map<String, Double>> cached = learn(boundary, batch, extractor(boundary));
    int once = reads.getAndSet(0);
    List<Map<String, Double>> uncached = learn(boundary, batch, losing(boundary));

    assertThat(once).isEqualTo(40);
    assertThat(reads.get()).isGreaterThan(3 * 2 * 40);
    assertThat(cached).isEqualTo(uncached);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, STAGES})
  void frozenStagesInTheLoopAgree(int boundary) {
    List<Map<String, Double>> inTheLoop = learn(boundary, 16, 0, pictures);
    int readsInTheLoop = reads.getAndSet(0);
    List<Map<String, Double>> cached = learn(boundary, 16, extractor(boundary));

    assertThat(reads).hasValue(40);
    assertThat(readsInTheLoop).isEqualTo(3 * 2 * 40);
    assertThat(cached).hasSameSizeAs(inTheLoop);
    for (int epoch = 0; epoch < cached.size(); epoch++) {
      for (String loss : List.of("training loss", "validation loss")) {
        assertThat(cached.get(epoch).get(loss))
            .isCloseTo(inTheLoop.get(epoch).get(loss), within(1e-6));
      }
    }
  }

  /** Alone in its batch a picture is rounded in another way. */
  @ParameterizedTest
  @ValueSource(ints = {4, STAGES})
  void inABatchOfOneFeaturesAgreeClosely(int boundary) {
    String name = boundary == STAGES ? "maps.mean" : "maps";
    FloatTensor alone = running(pictures.batch(List.of(7), 0, 1), boundary, name);
    BatchSource features = extractor(boundary).features(pictures, ONCE, SILENT);
    FloatTensor kept = (FloatTensor) features.batch(List.of(7), 0, 1).inputs().get(name);

    Fixture.assertClose(kept, alone, 1e-5);
  }

  private List<Map<String, Double>> learn(int boundary, int batch, FeatureExtractor extractor) {
    return learn(boundary, batch, boundary, extractor.features(pictures, ONCE, SILENT));
  }

  private List<Map<String, Double>> learn(int boundary, int batch, int from, BatchSource source) {
    try (Network fresh = TinyWeights.network(network.backbone(), network.heads())) {
      FreezePolicy policy =
          boundary == STAGES
              ? FreezePolicy.backbone()
              : FreezePolicy.last(STAGES - boundary, fresh.backbone());
      FineTuner tuner =
          new FineTuner(
              fresh,
              new Classification(2, head),
              new Sketch(3, 0, 1e-3, 0.01, batch, "accuracy").of(fresh, policy));
      Map<String, BatchSource> sources = Map.of(Task.ONLY, source);
      Fit fit = tuner.fit(sources, sources, from, TrainingListener.SILENT);
      return fit.epochs().stream().map(epoch -> epoch.values()).toList();
    }
  }

  /** Returns pictures with noise that depends on the draw. */
  private ExampleBatches varied(int views) {
    return new ExampleBatches(
        pictures.examples(),
        (example, draw) -> {
          FloatTensor pixels = (FloatTensor) pictures.reader().read(example, draw).get("pixels");
          FloatTensor noise = TinyNoise.normal(draw.seed(), pixels.shape());
          for (int i = 0; i < pixels.size(); i++) {
            noise.values()[i] += pixels.values()[i];
          }
          return Map.of("pixels", noise);
        },
        Set.of(),
        views,
        "numbers|noise");
  }

  /** Returns an extractor whose cache keeps nothing. */
  private FeatureExtractor losing(int boundary) {
    return new FeatureExtractor(spec(boundary), network, FeatureCache.inMemory(0));
  }

  private FeatureExtractor extractor(int boundary) {
    return extractor(boundary, cache);
  }

  private FeatureExtractor extractor(int boundary, FeatureCache where) {
    return new FeatureExtractor(spec(boundary), network, where);
  }

  private static FeatureSpec spec(int boundary) {
    return new FeatureSpec(
        "ResNet-18", "text", "seed 7", "numbers", boundary, "eval", "f32", "test");
  }

  private FloatTensor running(Batch batch, int stages, String name) {
    try (NDManager scratch = Torch.newManager(Device.cpu())) {
      Map<String, NDArray> outputs =
          network.run(Inference.inputs(batch, scratch), 0, stages, Mode.INFERENCE);
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
        1,
        source.fingerprint());
  }

  private static List<Integer> first(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
