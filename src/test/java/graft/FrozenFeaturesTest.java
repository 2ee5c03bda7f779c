package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Progress;
import graft.data.SplitRule;
import graft.data.Watch;
import graft.feature.FeatureCache;
import graft.train.EpochValues;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FreezePolicy;
import graft.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is computed once must be what would be computed each time. The training part has 26
 * pictures: batches of 8 leave two over, batches of 5 leave one.
 */
class FrozenFeaturesTest {

  private static final String LEAVES = "sample:leaves,classes=3,count=12,size=64";
  private static final int TRAIN = 26;
  private static final int VALIDATION = 5;

  @TempDir private Path folder;

  private Workspace before;
  private TransferModel model;
  private final Count count = new Count();

  @BeforeEach
  void open() {
    before = Graft.workspace();
    Graft.workspace(Workspace.beside(folder));
    model = Graft.pretrained("graft-nano");
  }

  @AfterEach
  void close() {
    model.close();
    Graft.workspace(before);
  }

  @ParameterizedTest
  @CsvSource({"none, NONE", "none, LIGHT", "layer4, NONE", "layer4, LIGHT"})
  void sameBitsWithAndWithoutTheCache(String trainsFrom, Augment augment) {
    freeze(trainsFrom);
    int views = augment == Augment.LIGHT ? FrozenFeatures.VIEWS : 1;

    TrainingHistory cached = train(augment, 8);
    String weights = model.weightsHash();
    assertThat(count.computed()).isEqualTo(views * TRAIN + VALIDATION);
    keepNothing();
    TrainingHistory uncached = train(augment, 8);

    assertThat(count.computed()).isEqualTo(views * TRAIN + VALIDATION);
    assertThat(values(cached)).isEqualTo(values(uncached));
    assertThat(model.weightsHash()).isEqualTo(weights);
  }

  @Test
  void sameBitsFromFeaturesOfAnEarlierProcess() {
    TrainingHistory computed = train(Augment.LIGHT, 8);
    Graft.workspace(Workspace.beside(folder));
    TrainingHistory read = train(Augment.LIGHT, 8);

    assertThat(count.computed()).isEqualTo(4 * TRAIN + VALIDATION);
    assertThat(values(read)).isEqualTo(values(computed));
  }

  /** Convolutions round in another way where a picture is alone in its batch. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "layer4"})
  void withABatchOfOnePictureLossesAgreeWithinOneInTenThousand(String trainsFrom) {
    freeze(trainsFrom);
    TrainingHistory cached = train(Augment.NONE, 5);
    keepNothing();
    TrainingHistory uncached = train(Augment.NONE, 5);

    for (String part : List.of("training loss", "validation loss")) {
      double[] expected = uncached.series(part);
      for (int epoch = 0; epoch < expected.length; epoch++) {
        assertThat(cached.series(part)[epoch])
            .isCloseTo(expected[epoch], within(1e-4 * expected[epoch]));
      }
    }
  }

  /** Rows of 256 numbers, with 24 bytes in the index and 19 of description; 48 a file. */
  @Test
  void noViewIsComputedThatNoEpochGives() throws IOException {
    Graft.fineTune(model, Graft.data(LEAVES)).augment(Augment.LIGHT).epochs(2).run();

    long bytes = 0;
    try (Stream<Path> files = Files.list(folder.resolve(".graft/cache/features"))) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isEqualTo(2 * 48 + (2 * TRAIN + VALIDATION) * (24 + 19 + 4 * 256L));
  }

  @Test
  void everyPhaseOfARecipeHasItsOwnFeatures() {
    TrainingHistory cached = gradual();
    int computed = count.computed();
    keepNothing();
    TrainingHistory uncached = gradual();

    assertThat(computed).isGreaterThan(2 * (TRAIN + VALIDATION));
    assertThat(values(cached)).isEqualTo(values(uncached));
  }

  @Test
  void movedPicturesKeepTheirFeatures() throws IOException {
    Path photos = folder.resolve("photos");
    for (Example example : Graft.data(LEAVES).examples()) {
      GraftTest.write(example, photos.resolve(example.id() + ".png"));
    }
    TrainingHistory there = train(Graft.data("photos"));
    assertThat(count.computed()).isPositive();
    count.reset();

    Files.move(photos, folder.resolve("moved"));
    Graft.workspace(Workspace.beside(folder));
    TrainingHistory elsewhere = train(Graft.data("moved"));

    assertThat(count.computed()).isZero();
    assertThat(values(elsewhere)).isEqualTo(values(there));
  }

  @Test
  void anotherSplitComputesOnlyWhatNoPartHadBefore() {
    train(Graft.data(LEAVES));
    count.reset();

    LabeledDataset other = Graft.data(LEAVES, SplitRule.DEFAULT, 7, Watch.none());
    train(other);

    List<String> sealedBefore =
        Graft.data(LEAVES).part(Part.TEST).stream().map(Example::id).toList();
    long fresh =
        other.examples().stream()
            .filter(example -> sealedBefore.contains(example.id()))
            .filter(example -> !other.part(Part.TEST).contains(example))
            .count();
    assertThat(count.computed()).isEqualTo((int) fresh).isPositive();
  }

  @Test
  void linearProbeReadsTheFeaturesOfTheRun() {
    LabeledDataset data = Graft.data(LEAVES);
    train(data);
    count.reset();

    Graft.evaluate(model, data, Optional.of(Part.VALIDATION), new Watch(count, () -> false));

    assertThat(count.computed()).isZero();
    Graft.evaluate(model, data, Optional.of(Part.TEST), new Watch(count, () -> false));
    assertThat(count.computed()).isEqualTo(data.part(Part.TEST).size());
  }

  @Test
  void anotherSeedVariesThePicturesInAnotherWay() {
    train(Augment.LIGHT, 8);
    count.reset();

    Graft.fineTune(model, Graft.data(LEAVES))
        .augment(Augment.LIGHT)
        .epochs(2)
        .seed(7)
        .listener(count)
        .run();

    assertThat(count.computed()).isEqualTo(2 * TRAIN);
  }

  private void freeze(String trainsFrom) {
    model.freeze(
        trainsFrom.equals("none") ? FreezePolicy.backbone() : FreezePolicy.from(trainsFrom));
  }

  private TrainingHistory train(Augment augment, int batch) {
    return Graft.fineTune(model, Graft.data(LEAVES))
        .augment(augment)
        .precision(PrecisionChoice.F32)
        .batch(batch)
        .epochs(5)
        .listener(count)
        .run();
  }

  private TrainingHistory train(LabeledDataset data) {
    return Graft.fineTune(model, data).epochs(2).listener(count).run();
  }

  private TrainingHistory gradual() {
    return Graft.fineTune(model, Graft.data(LEAVES))
        .recipe(Recipe.GRADUAL)
        .augment(Augment.LIGHT)
        .precision(PrecisionChoice.F32)
        .batch(8)
        .epochs(5)
        .listener(count)
        .run();
  }

  private static void keepNothing() {
    Graft.workspace(Graft.workspace().keeping(FeatureCache.inMemory(0)));
  }

  private static List<Map<String, Double>> values(TrainingHistory history) {
    return history.epochs().stream().map(EpochValues::values).toList();
  }

  /** Counts the examples whose features were computed. */
  private static final class Count implements RunListener, Progress {

    private int computed;
    private int lastDone;
    private int lastTotal;

    int computed() {
      return computed;
    }

    void reset() {
      computed = 0;
    }

    @Override
    public void preparing(TrainingHistory history, String what, int done, int total) {
      report(done, total, what);
    }

    /** A trial tells of the first ones, and what is left is told of anew. */
    @Override
    public void report(int done, int total, String what) {
      if (what.equals(FrozenFeatures.COMPUTED)) {
        boolean goesOn = total == lastTotal && done >= lastDone;
        computed += goesOn ? done - lastDone : done;
        lastDone = done == total ? 0 : done;
        lastTotal = total;
      }
    }
  }
}
