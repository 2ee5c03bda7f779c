package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.backbone.TinyBackbone;
import graft.data.BatchSource;
import graft.data.ExampleBatches;
import graft.data.Mixup;
import graft.feature.EpochRange;
import graft.feature.FeatureCache;
import graft.head.LinearHead;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import graft.tiny.TinyWeights;
import graft.train.FreezePolicy;
import graft.train.Freezing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When frozen features take the place of pictures, and what is said where they do not. */
class FrozenStreamsTest {

  private static final EpochRange EPOCHS = new EpochRange(7, 1, 3);

  @TempDir private Path folder;

  private final Network network =
      TinyWeights.network(
          TinyBackbone.resNet(18, 4, 32), List.of(LinearHead.overMaps("fc", "maps", 32, 2)));
  private final BatchSource training = TinyExamples.pictures(6, 2, 32, 1);
  private final BatchSource validation = TinyExamples.pictures(4, 2, 32, 2);
  private int computed;

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void featuresBeginWhereTheFrozenStagesEnd() {
    Streams streams = streams(FeatureCache.inMemory(1 << 20), FreezePolicy.from("layer3"));

    assertThat(streams.from()).isEqualTo(3);
    assertThat(streams.note()).isEmpty();
    assertThat(streams.training().batch(List.of(0), 7, 1).inputs().get("maps").shape())
        .containsExactly(1, 8, 4, 4);
    assertThat(computed).isEqualTo(10);
  }

  @Test
  void whereNothingIsFrozenThereIsNothingToSay() {
    Streams streams =
        streams(FeatureCache.inMemory(1 << 20), FreezePolicy.nothing(network.backbone()));

    assertThat(streams).isEqualTo(new Streams(training, validation, 0, ""));
    assertThat(FrozenFeatures.views(0)).isEqualTo(BatchSource.UNLIMITED);
    assertThat(FrozenFeatures.views(1)).isEqualTo(4);
  }

  @Test
  void mixupIsNamedAsTheReason() {
    Mixup mixed = new Mixup(training, 0.2, 2);

    Streams streams =
        frozen(FeatureCache.inMemory(1 << 20))
            .streams(freezing(FreezePolicy.backbone()), mixed, validation, EPOCHS);

    assertThat(streams)
        .isEqualTo(
            new Streams(
                mixed,
                validation,
                0,
                "frozen features are computed anew each step: mixup mixes the inputs"));
  }

  @Test
  void viewsWithoutLimitAreNamedAsTheReason() {
    ExampleBatches varied =
        new ExampleBatches(
            training.examples(),
            ((ExampleBatches) training).reader(),
            Set.of(),
            BatchSource.UNLIMITED,
            "varied");

    Streams streams =
        frozen(FeatureCache.inMemory(1 << 20))
            .streams(freezing(FreezePolicy.backbone()), varied, validation, EPOCHS);

    assertThat(streams.note())
        .isEqualTo(
            "frozen features are computed anew each step: examples are varied anew in each epoch");
  }

  /** Ten rows of 278 bytes and what an entry takes. */
  @Test
  void whatDoesNotFitIsComputedAnew() {
    FreezePolicy policy = FreezePolicy.from("layer4");

    assertThat(streams(FeatureCache.inMemory(10 * (278 + 120)), policy).from()).isEqualTo(4);
    assertThat(streams(FeatureCache.inMemory(10 * (278 + 120) - 1), policy))
        .isEqualTo(
            new Streams(
                training,
                validation,
                0,
                "frozen features are computed anew each step: they take 2.8 kB, and the cache may"
                    + " hold 4.0 kB in memory or 0.0 kB on disk"));
    assertThat(streams(FeatureCache.in(folder, 0, 4000), policy).from()).isEqualTo(4);
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Streams streams = streams(FeatureCache.in(file, 1 << 20, 1 << 20), FreezePolicy.backbone());

    assertThat(streams.from()).isEqualTo(5);
    assertThat(streams.note()).isEqualTo("features cannot be kept on disk (is a file)");
  }

  @Test
  void stagesThatTrainedBetweenTwoPhasesAreComputedAgain() {
    FeatureCache cache = FeatureCache.inMemory(1 << 20);
    streams(cache, FreezePolicy.from("layer4"));
    streams(cache, FreezePolicy.from("layer4"));
    assertThat(computed).isEqualTo(10);

    change("layer3.0.conv1.weight");
    streams(cache, FreezePolicy.from("layer4"));
    assertThat(computed).isEqualTo(20);

    change("layer4.0.conv1.weight");
    streams(cache, FreezePolicy.from("layer4"));
    assertThat(computed).isEqualTo(20);
  }

  private void change(String name) {
    FloatTensor tensor = network.tensors().read(name);
    tensor.values()[0] += 1;
    network.tensors().put(name, tensor);
  }

  private Streams streams(FeatureCache cache, FreezePolicy policy) {
    return frozen(cache).streams(freezing(policy), training, validation, EPOCHS);
  }

  private FrozenFeatures frozen(FeatureCache cache) {
    return new FrozenFeatures(
        network, cache, (what, done, total) -> computed += done == total ? total : 0);
  }

  private Freezing freezing(FreezePolicy policy) {
    return policy.resolve(network.backbone(), network.heads());
  }
}
