package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.backbone.ModelCard;
import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.RgbImage;
import graft.data.Source;
import graft.data.Target;
import graft.data.Watch;
import graft.eval.ClassificationReport;
import graft.eval.CoverageTable;
import graft.eval.Predictions;
import graft.train.DivergenceException;
import graft.train.EpochValues;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FreezePolicy;
import graft.train.Outcome;
import graft.train.RateChoice;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import graft.train.TrainingOption;
import graft.weights.TensorHash;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a notebook does, from a folder of pictures to predictions, through the front door. */
class GraftTest {

  private static final String LEAVES = "sample:leaves,classes=3,count=12,size=64";

  @TempDir private Path folder;

  private Workspace before;
  private LabeledDataset data;
  private TransferModel model;

  @BeforeEach
  void open() {
    before = Graft.workspace();
    Graft.workspace(Workspace.beside(folder));
    data = Graft.data(LEAVES);
    model = Graft.pretrained("graft-nano");
  }

  @AfterEach
  void close() {
    model.close();
    Graft.workspace(before);
  }

  @Test
  void sameCommandGivesTheSameNumbersAndOneRecord() {
    TrainingHistory first = fineTune();
    ClassificationReport firstReport = Graft.evaluate(model, data, Part.VALIDATION);
    TrainingHistory second = fineTune();
    ClassificationReport secondReport = Graft.evaluate(model, data, Part.VALIDATION);

    assertThat(values(second)).isEqualTo(values(first));
    assertThat(second.run()).isEqualTo(first.run()).isEqualTo(1);
    assertThat(second.record()).isEqualTo(first.record());
    assertThat(secondReport).isEqualTo(firstReport);
    assertThat(Graft.workspace().runs().runs()).hasSize(1);
  }

  @Test
  void sameNumbersWithNothingKeptInMemory() {
    TrainingHistory first = fineTune();
    Graft.workspace(Workspace.beside(folder));

    try (TransferModel fresh = Graft.pretrained("graft-nano")) {
      TrainingHistory second = Graft.fineTune(fresh, Graft.data(LEAVES)).epochs(3).run();

      assertThat(values(second)).isEqualTo(values(first));
      assertThat(fresh.weightsHash()).isEqualTo(model.weightsHash());
      assertThat(second.run()).isEqualTo(1);
    }
  }

  @Test
  void anotherSeedIsAnotherRun() {
    TrainingHistory first = fineTune();
    TrainingHistory second = Graft.fineTune(model, data).epochs(3).seed(43).run();

    assertThat(values(second)).isNotEqualTo(values(first));
    assertThat(second.run()).isEqualTo(2);
  }

  @Test
  void historySaysWhatWasTrainedOnWhat() {
    TrainingHistory history = fineTune();

    assertThat(history.subject())
        .isEqualTo(
            "graft-nano (frozen) · sample:leaves,classes=3,count=12,size=64"
                + " (train 26, val 5, test 5 sealed)");
    assertThat(history.start()).isEqualTo("from pretrained weights");
    assertThat(history.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(history.epochs()).hasSize(3);
    assertThat(history.metric()).isEqualTo("validation accuracy");
    assertThat(history.record())
        .containsEntry("data", data.hash())
        .containsEntry("seed", "42")
        .containsEntry("split", "70/15/15, seed 42");
  }

  @Test
  void runComesBackWithItsHead() {
    fineTune();
    ClassificationReport report = Graft.evaluate(model, data, Part.VALIDATION);

    try (TransferModel restored = Graft.pretrained("run:last")) {
      assertThat(restored.classes()).isEqualTo(data.classes());
      assertThat(restored.weightsHash()).isEqualTo(model.weightsHash());
      assertThat(Graft.evaluate(restored, data, Part.VALIDATION)).isEqualTo(report);
    }
  }

  @Test
  void runIsKeptWithoutAbsolutePaths() throws IOException {
    pictures(folder.resolve("photos"), 6);

    Graft.fineTune(model, Graft.data("photos")).epochs(1).run();

    SavedRun run = Graft.savedRun("last");
    assertThat(run.data()).isEqualTo("photos");
    assertThat(run.split()).isEqualTo("70/15/15");
    assertThat(Files.readString(folder.resolve(".graft/runs/1/run.json")))
        .doesNotContain(folder.toString())
        .doesNotContain(System.getProperty("user.home"));
  }

  @Test
  void continuingGoesOnFromTheLiveWeights() {
    TrainingHistory first = fineTune();
    double reached = last(first, "training loss");

    TrainingHistory second = Graft.fineTune(model, data).epochs(3).continuing().run();

    assertThat(second.start()).isEqualTo("continues run 1");
    assertThat(second.run()).isEqualTo(2);
    assertThat(second.series("training loss")[0]).isLessThan(reached);
    assertThat(model.run()).isEqualTo(2);
  }

  @Test
  void continuingNeedsTrainedWeights() {
    assertThatThrownBy(() -> Graft.fineTune(model, data).continuing().run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "--continue needs trained weights, and model 'graft-nano' has none yet; leave it out");
  }

  @Test
  void continuingNeedsTheSameClasses() {
    fineTune();
    LabeledDataset two = Graft.data("sample:leaves,classes=2,count=12,size=64");

    assertThatThrownBy(() -> Graft.fineTune(model, two).continuing().run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--continue needs the classes that the model knows (%s), received %s (%s)",
            data.classes(), two.name(), two.classes());
  }

  @Test
  void trainableStagesChangeAndFrozenOnesDoNot() {
    model.freeze(FreezePolicy.from("layer4"));
    String firstStages = hash("layer3.");
    String lastStage = hash("layer4.");

    TrainingHistory history = Graft.fineTune(model, data).epochs(1).augment(Augment.NONE).run();

    assertThat(history.subject()).startsWith("graft-nano (trains from layer4) · ");
    assertThat(hash("layer3.")).isEqualTo(firstStages);
    assertThat(hash("layer4.")).isNotEqualTo(lastStage);
  }

  @Test
  void interruptedRunIsKept() {
    TrainingHistory history =
        Graft.fineTune(model, data).epochs(50).listener(stopAfterEpochs(2)).run();

    assertThat(history.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(history.epochs()).hasSize(2);
    assertThat(Graft.savedRun("last").history()).isEqualTo(history);
    assertThat(Graft.evaluate(model, data, Part.VALIDATION).accuracy())
        .isCloseTo(history.bestValue(), within(1e-9));
  }

  @Test
  void interruptedRunReplacesNoFinishedOne() {
    TrainingHistory finished = Graft.fineTune(model, data).epochs(50).run();

    TrainingHistory cut = Graft.fineTune(model, data).epochs(50).listener(stopAfterEpochs(2)).run();

    assertThat(cut.run()).isEqualTo(2);
    assertThat(Graft.savedRun("1").history()).isEqualTo(finished);
    assertThat(Graft.savedRun("last").history()).isEqualTo(cut);
    assertThat(Graft.fineTune(model, data).epochs(50).run().run()).isEqualTo(1);
  }

  @Test
  void divergenceInTheFirstEpochLeavesNoRecordAndNoTrainedHead() {
    assertThatThrownBy(() -> Graft.fineTune(model, data).learningRate(1e30).batch(8).run())
        .isInstanceOf(DivergenceException.class)
        .hasMessageStartingWith("loss exploded to ")
        .hasMessageContaining(" at epoch 1, batch ");

    assertThat(Graft.workspace().runs().runs()).isEmpty();
    assertThat(model.trained()).isFalse();
  }

  /** One step an epoch: the first leaves huge but finite weights, with a loss as huge. */
  @Test
  void divergenceAfterNoGoodEpochLeavesNoRecordEither() {
    assertThatThrownBy(() -> Graft.fineTune(model, data).learningRate(1e30).batch(32).run())
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining(" at epoch 2, batch 1 ")
        .hasMessageEndingWith("; the weights that the run started from are live again");

    assertThat(Graft.workspace().runs().runs()).isEmpty();
    assertThat(model.trained()).isFalse();
  }

  /** The head alone learns in its two epochs; then everything trains at a rate that ruins it. */
  @Test
  void divergenceLaterKeepsTheBestEpoch() {
    assertThatThrownBy(
            () ->
                Graft.fineTune(model, data)
                    .recipe(Recipe.TWO_STEP)
                    .with(TrainingOption.RATES, new RateChoice.Spread(1e30, 1e-2))
                    .run())
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining(" at epoch 3")
        .hasMessageContaining("; the weights of epoch ");

    TrainingHistory kept = Graft.savedRun("last").history();
    assertThat(kept.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(kept.bestEpoch()).isBetween(1, 2);
    assertThat(Graft.evaluate(model, data, Part.VALIDATION).accuracy())
        .isCloseTo(kept.bestValue(), within(1e-9));
  }

  @Test
  void stopWhilePreparingLeavesNoRecord() {
    RunListener stop =
        new RunListener() {
          @Override
          public boolean stopRequested() {
            return true;
          }
        };

    TrainingHistory history = Graft.fineTune(model, data).listener(stop).run();

    assertThat(history.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(history.epochs()).isEmpty();
    assertThat(Graft.workspace().runs().runs()).isEmpty();
  }

  @Test
  void untrainedHead() throws IOException {
    write(data.examples().get(0), folder.resolve("leaf.png"));
    String message = "model 'graft-nano' has no trained head yet; run %finetune first";

    assertThatThrownBy(() -> Graft.evaluate(model, data, Part.VALIDATION))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> Graft.predict(model, List.of(folder.resolve("leaf.png"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
  }

  @Test
  void closedModel() {
    model.close();

    assertThatThrownBy(() -> fineTune())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "model 'graft-nano' was closed, since it was dropped or another took its place;"
                + " use model() for the current one");
    assertThat(model.toString()).isEqualTo("graft-nano (frozen), closed");
    assertThat(model.bytes()).isZero();
  }

  @Test
  void reportHasBaselinesAndSaysWhatThePartWasUsedFor() {
    fineTune();

    ClassificationReport report = Graft.evaluate(model, data, Part.VALIDATION);

    assertThat(report.baselines()).containsOnlyKeys("majority class", "linear probe");
    assertThat(report.differences()).containsOnlyKeys("majority class", "linear probe");
    assertThat(report.coverage()).isEqualTo(CoverageTable.NONE);
    assertThat(report.sentence())
        .startsWith("On 5 examples of graft-nano (frozen) · sample:leaves")
        .contains("difference to the best baseline")
        .endsWith("validation chose the best epoch, so this number is a little optimistic.");
  }

  @Test
  void lookingAtTheTestPartIsCounted() {
    fineTune();
    String first = Graft.evaluate(model, data, Part.TEST).usage();
    String sameWeights = Graft.evaluate(model, data, Part.TEST).usage();
    Graft.fineTune(model, data).epochs(3).seed(43).run();
    String otherWeights = Graft.evaluate(model, data, Part.TEST).usage();

    assertThat(first)
        .isEqualTo(sameWeights)
        .isEqualTo("the test part was opened for the first time");
    assertThat(otherWeights)
        .isEqualTo(
            "the test part was opened for 2 different models,"
                + " and each look makes it less of a test");
  }

  @Test
  void evaluationOnAnotherDataSet() {
    fineTune();
    LabeledDataset autumn = Graft.data(LEAVES + ",season=autumn");

    ClassificationReport report = Graft.evaluate(model, autumn, Optional.empty(), Watch.none());

    assertThat(report.examples()).isEqualTo(36);
    assertThat(report.baselines()).isEmpty();
    assertThat(report.usage()).isEqualTo("no decision was made on these examples");
  }

  @Test
  void classesThatTheModelDoesNotKnow() {
    fineTune();
    LabeledDataset more = Graft.data("sample:leaves,classes=4,count=12,size=64");
    String unknown = more.classes().get(3);

    assertThatThrownBy(() -> Graft.evaluate(model, more, Part.VALIDATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s has classes that model 'graft-nano' does not know: [%s]; it knows %s",
            more.name(), unknown, data.classes());
  }

  @Test
  void predictionsOfFilesAndFolders() throws IOException {
    fineTune();
    pictures(folder.resolve("a"), 2);
    Files.writeString(folder.resolve("a/class-0/broken.jpg"), "no picture");

    Predictions predictions = Graft.predict(model, List.of(folder.resolve("a/class-0")));

    assertThat(predictions.items()).hasSize(2);
    assertThat(predictions.problems()).hasSize(1);
    assertThat(predictions.problems().get(0)).startsWith("broken.jpg is not a readable picture: ");
    for (Predictions.Item item : predictions.items()) {
      assertThat(data.classes()).contains(item.label());
      assertThat(item.probabilities().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-9));
      assertThat(item.probability())
          .isEqualTo(item.probabilities().stream().mapToDouble(p -> p).max().orElseThrow());
    }
  }

  @Test
  void picturesOfTwoFoldersMayHaveTheSameName() throws IOException {
    fineTune();
    List<Example> leaves = data.part(Part.TRAIN);
    Example first = leaves.get(0);
    Example last = leaves.get(leaves.size() - 1);
    write(first, folder.resolve("a/leaf.png"));
    write(last, folder.resolve("b/leaf.png"));

    Predictions together = Graft.predict(model, List.of(folder.resolve("a"), folder.resolve("b")));

    assertThat(probabilities(together, 0)).containsExactly(alone("a"), within(1e-5));
    assertThat(probabilities(together, 1)).containsExactly(alone("b"), within(1e-5));
    assertThat(probabilities(together, 0)[0]).isNotCloseTo(alone("b")[0], within(1e-3));
  }

  @Test
  void aModelOfARunFindsItsDataAgain() {
    fineTune();

    LabeledDataset again = Graft.trainingData(model, Watch.none());

    assertThat(again.hash()).isEqualTo(data.hash());
    assertThat(again.split()).isEqualTo(data.split());
    try (TransferModel untrained = Graft.pretrained("graft-nano")) {
      assertThatThrownBy(() -> Graft.trainingData(untrained, Watch.none()))
          .hasMessage("model 'graft-nano' has no trained head yet; run %finetune first");
    }
  }

  @Test
  void shortFormsOfEvaluateSayTheSame() {
    fineTune();

    assertThat(Graft.evaluate(model, data).sentence())
        .isEqualTo(Graft.evaluate(model, data, Optional.empty(), Watch.none()).sentence());
    assertThat(Graft.evaluate(model, data, Part.VALIDATION, Baseline.NONE).sentence())
        .isEqualTo(Graft.evaluate(model, data, Part.VALIDATION).sentence());
  }

  @Test
  void theCatalogIsWhatCanBeLoaded() {
    assertThat(Graft.models()).extracting(ModelCard::name).containsExactly("graft-nano");
  }

  @Test
  void unknownRun() {
    assertThatThrownBy(() -> Graft.pretrained("run:7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no run '7' in .graft; there are none yet");
    fineTune();
    assertThatThrownBy(() -> Graft.pretrained("run:best"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no run 'best' in .graft; there are run:1");
  }

  @Test
  void untrainedBackboneStartsFromDrawnWeights() {
    try (TransferModel drawn = Graft.untrained("graft-nano", 3)) {
      TrainingHistory history = Graft.fineTune(drawn, data).epochs(1).run();

      assertThat(history.start()).isEqualTo("from random weights");
      assertThat(Graft.savedRun("last").randomSeed()).hasValue(3);
      try (TransferModel restored = Graft.pretrained("run:last")) {
        assertThat(restored.weightsHash()).isEqualTo(drawn.weightsHash());
      }
    }
  }

  private TrainingHistory fineTune() {
    return Graft.fineTune(model, data).epochs(3).run();
  }

  private static List<Map<String, Double>> values(TrainingHistory history) {
    return history.epochs().stream().map(EpochValues::values).toList();
  }

  private static double last(TrainingHistory history, String series) {
    double[] values = history.series(series);
    return values[values.length - 1];
  }

  private String hash(String prefix) {
    List<String> names =
        model.live().tensors().names().stream().filter(name -> name.startsWith(prefix)).toList();
    return TensorHash.sha256(names, model.live().tensors()::read);
  }

  private double[] alone(String name) {
    return probabilities(Graft.predict(model, List.of(folder.resolve(name))), 0);
  }

  private static double[] probabilities(Predictions predictions, int index) {
    return predictions.items().get(index).probabilities().stream().mapToDouble(p -> p).toArray();
  }

  /** Fills class folders with leaves. */
  private void pictures(Path root, int each) throws IOException {
    for (Example example : data.examples()) {
      int label = ((Target.OneClass) example.target()).index();
      Path place = root.resolve("class-" + label);
      if (!Files.exists(place) || place.toFile().list().length < each) {
        write(example, place.resolve(example.id().replace('/', '-')));
      }
    }
  }

  static void write(Example example, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    RgbImage image = ((Source.Picture) example.source()).reader().read();
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = image.rgb();
    for (int i = 0; i < image.width() * image.height(); i++) {
      int colour = (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255;
      picture.setRGB(i % image.width(), i / image.width(), colour);
    }
    ImageIO.write(picture, "png", file.toFile());
  }

  private static RunListener stopAfterEpochs(int epochs) {
    return new RunListener() {
      private int ended;

      @Override
      public void epochEnded(TrainingHistory history) {
        ended = history.epochs().size();
      }

      @Override
      public boolean stopRequested() {
        return ended >= epochs;
      }
    };
  }
}
