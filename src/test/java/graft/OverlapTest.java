package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.data.Example;
import graft.data.Exposure;
import graft.data.Exposure.Use;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.SplitRule;
import graft.data.Watch;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ScoredExample;
import graft.eval.Comparison;
import graft.train.TrainingHistory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model was trained or chosen on is never called new, by whatever way it comes. */
class OverlapTest {

  private static final int CLASS = 20;

  @TempDir private Path folder;
  private TransferModel model;
  private LabeledDataset data;

  @BeforeEach
  void train() throws IOException {
    Graft.workspace(Workspace.beside(folder));
    noise("photos");
    data = Graft.data("photos");
    model = Graft.pretrained("graft-nano");
    Graft.fineTune(model, data).epochs(3).run();
  }

  @AfterEach
  void close() {
    model.close();
  }

  /** Two classes that nothing tells apart: whoever is right more often has seen the answers. */
  private void noise(String name) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    for (String label : List.of("heads", "tails")) {
      Path classFolder = Files.createDirectories(folder.resolve(name).resolve(label));
      for (int i = 0; i < CLASS; i++) {
        BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < 24 * 24; at++) {
          image.setRGB(at % 24, at / 24, random.nextInt(1 << 24));
        }
        ImageIO.write(image, "png", classFolder.resolve(i + ".png").toFile());
      }
    }
  }

  private LabeledDataset split(long seed) {
    return Graft.data("photos", SplitRule.DEFAULT, seed, Watch.none());
  }

  private void copy(Example example, String to) {
    try {
      Path target = folder.resolve(to);
      Files.createDirectories(target.getParent());
      Files.copy(folder.resolve("photos").resolve(example.id()), target);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> contents(Stream<Example> examples) {
    return examples.map(Example::contentHash).collect(Collectors.toSet());
  }

  @Test
  void theFolderThatWasTrainedOnIsNotNew() {
    ClassificationReport report = Graft.evaluate(model, data);

    assertThat(report.overlap().count(Use.TRAINED)).isEqualTo(28);
    assertThat(report.overlap().count(Use.CHOSE)).isEqualTo(6);
    assertThat(report.overlap().count(Use.NEW)).isEqualTo(6);
    assertThat(report.examples()).isEqualTo(6);
    assertThat(contents(report.scored().stream().map(ScoredExample::example)))
        .isEqualTo(contents(data.part(Part.TEST).stream()));
    assertThat(report.overlap().sentence())
        .startsWith("28 of 40 were trained on, 6 chose the epoch; the other 6: 0.");
    assertThat(report.usage())
        .isEqualTo("6 of all 40 are of a test part, which was opened for this model");
    assertThat(report.sentence())
        .contains("On 6 examples of ")
        .contains("the rest being scored apart (28 of 40 were trained on, 6 chose the epoch), ")
        .doesNotContain("no decision");
    assertThat(Graft.workspace().seals().openings(data.contentHash(Part.TEST))).isEqualTo(1);
  }

  @Test
  void groupsAddUpToAllThatWasAskedFor() {
    ClassificationReport all = Graft.evaluate(model, data);

    for (Use use : Use.values()) {
      Part part = Part.values()[2 - use.ordinal()];
      ClassificationReport alone = Graft.evaluate(model, data, part);
      assertThat(all.overlap().groups().get(use.ordinal()).score()).isEqualTo(alone.headline());
      assertThat(alone.overlap().mixed()).isFalse();
    }
  }

  @Test
  void copiesUnderOtherNamesAreTheSame() {
    List<Example> trained = data.part(Part.TRAIN);
    for (int i = 0; i < trained.size(); i++) {
      copy(trained.get(i), "elsewhere/%s.png".formatted(trained.get(i).id().replace(".png", "x")));
    }

    ClassificationReport report = Graft.evaluate(model, Graft.data("elsewhere"));

    assertThat(report.examples()).isEqualTo(28);
    assertThat(report.overlap().sentence()).isEqualTo("all 28 were trained on");
    assertThat(report.usage())
        .isEqualTo(
            "the model was trained on these examples, so this number says nothing of new ones");
  }

  @Test
  void aZipOfWhatWasChosenOnIsKnown() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("copies.zip")))) {
      for (Example example : data.part(Part.VALIDATION)) {
        zip.putNextEntry(new ZipEntry("renamed/" + example.id()));
        Files.copy(folder.resolve("photos").resolve(example.id()), zip);
        zip.closeEntry();
      }
    }

    ClassificationReport report = Graft.evaluate(model, Graft.data("copies.zip"));

    assertThat(report.overlap().count(Use.CHOSE)).isEqualTo(6);
    assertThat(report.usage())
        .isEqualTo("validation chose the best epoch, so this number is a little optimistic");
  }

  @Test
  void theValidationPartOfAnotherSplitHoldsWhatWasTrainedOn() {
    LabeledDataset other = split(7);
    Set<String> trained = contents(data.part(Part.TRAIN).stream());

    ClassificationReport report = Graft.evaluate(model, other, Part.VALIDATION);

    int expected =
        (int)
            other.part(Part.VALIDATION).stream()
                .filter(each -> trained.contains(each.contentHash()))
                .count();
    assertThat(expected).isPositive();
    assertThat(report.overlap().count(Use.TRAINED)).isEqualTo(expected);
    assertThat(report.overlap().examples()).isEqualTo(6);
    assertThat(contents(report.scored().stream().map(ScoredExample::example)))
        .doesNotContainAnyElementsOf(trained);
  }

  @Test
  void theTestPartOfAnotherSplitIsNotOpenedForTheFirstTimeWhereItWasTrainedOn() {
    ClassificationReport report = Graft.evaluate(model, split(7), Part.TEST);

    assertThat(report.overlap().count(Use.TRAINED)).isPositive();
    assertThat(report.usage()).doesNotContain("first time");
  }

  @Test
  void aTestPartThatIsNewIsOpenedForTheFirstTimeOnce() {
    assertThat(Graft.evaluate(model, data, Part.TEST).usage())
        .isEqualTo("the test part was opened for the first time");
    assertThat(Graft.evaluate(model, data, Part.TEST).usage())
        .isEqualTo("the test part was opened for the first time");

    Graft.fineTune(model, data).epochs(1).seed(3).run();
    assertThat(Graft.evaluate(model, data, Part.TEST).usage())
        .isEqualTo(
            "the test part was opened for 2 different models, and each look makes it less of a"
                + " test");
  }

  @Test
  void testPicturesInAFolderCountAsOpened() {
    data.part(Part.TEST).forEach(each -> copy(each, "new/" + each.id()));
    LabeledDataset folderOfTests = Graft.data("new", new SplitRule(34, 33, 33), 1, Watch.none());

    ClassificationReport first = Graft.evaluate(model, folderOfTests);
    Graft.fineTune(model, data).epochs(1).seed(3).run();
    ClassificationReport second = Graft.evaluate(model, data, Part.TEST);

    assertThat(first.usage()).isEqualTo("they are of a test part, which was opened for this model");
    assertThat(second.usage()).startsWith("the test part was opened for 2 different models");
  }

  @Test
  void whatARunContinuesIsRememberedInANewProcess() {
    LabeledDataset other = split(7);
    TrainingHistory history = Graft.fineTune(model, other).epochs(1).continuing().run();
    Exposure met = model.exposure();

    assertThat(met.trained()).hasSizeGreaterThan(28);
    assertThat(history.warnings())
        .anyMatch(each -> each.matches("\\d of 6 validation examples were trained on by runs .*"));
    try (TransferModel again = Graft.pretrained("run:2")) {
      assertThat(again.exposure()).isEqualTo(met);
      Graft.fineTune(again, data).epochs(1).seed(9).run();
      assertThat(again.exposure().trained()).isEqualTo(met.trained());
      assertThat(Graft.evaluate(again, data, Part.VALIDATION).overlap().count(Use.TRAINED))
          .isPositive();
    }
  }

  @Test
  void aRunFromTheStartForgetsTheRunBefore() {
    Exposure first = model.exposure();

    Graft.fineTune(model, split(7)).epochs(1).run();
    Graft.fineTune(model, data).epochs(3).run();

    assertThat(model.exposure()).isEqualTo(first);
  }

  @Test
  void anEarlierVersionsRunSaysThatItIsNotKnown() throws IOException {
    Path record = folder.resolve(".graft/runs/1/run.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode run = (ObjectNode) json.readTree(record.toFile());
    run.remove(List.of("exposure", "format", "checksum", "files"));
    json.writeValue(record.toFile(), run);

    try (TransferModel old = Graft.pretrained("run:1")) {
      ClassificationReport report = Graft.evaluate(old, data, Part.VALIDATION);

      assertThat(report.usage())
          .isEqualTo(
              "run 1 was kept by an earlier version: what it was trained on is not known by"
                  + " content; so these examples may not be new to the model");
      assertThat(report.examples()).isEqualTo(6);
      Graft.fineTune(old, split(7)).epochs(1).continuing().run();
      assertThat(Graft.evaluate(old, data, Part.TEST).usage()).startsWith("run 1 was kept by");
    }
  }

  @Test
  void aListThatIsDamagedIsAsGoodAsNone() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(".graft/contents"))) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[40] ^= 1;
      Files.write(file, bytes);
    }

    try (TransferModel reloaded = Graft.pretrained("run:1")) {
      assertThat(Graft.evaluate(reloaded, data, Part.TEST).usage())
          .startsWith("the list of what run 1 was trained on is missing or damaged");
    }
  }

  @Test
  void baselinesAreMeasuredOnTheSameExamplesAndFittedToOthers() {
    ClassificationReport report = Graft.evaluate(model, split(7), Part.VALIDATION);

    assertThat(report.baselines()).containsKeys("majority class", "linear probe");
    assertThat(report.differences().values())
        .allMatch(difference -> difference.examples() == report.examples());
    assertThat(Graft.evaluate(model, data, Part.TRAIN).notes())
        .contains(
            "majority class and linear probe are left out: all that they could be fitted to is"
                + " measured here");
  }

  @Test
  void modelsAreComparedOnWhatNoneWasTrainedOn() {
    LabeledDataset other = split(7);
    try (TransferModel second = Graft.pretrained("graft-nano")) {
      second.rename("second");
      Graft.fineTune(second, other).epochs(1).run();

      Comparison comparison = Graft.compare(List.of(model, second), data, Part.VALIDATION);

      Set<String> trained = contents(other.part(Part.TRAIN).stream());
      int left =
          (int)
              data.part(Part.VALIDATION).stream()
                  .filter(each -> !trained.contains(each.contentHash()))
                  .count();
      assertThat(left).isBetween(1, 5);
      assertThat(comparison.examples()).isEqualTo(left);
      assertThat(comparison.overlapping()).containsOnlyKeys("second");
      assertThat(comparison.overlapping().get("second").count(Use.TRAINED)).isEqualTo(6 - left);
      assertThat(comparison.usage())
          .endsWith(
              "; of 6 examples only the %d that no model was trained on are compared"
                  .formatted(left));
      assertThat(comparison.sentence()).contains("second: %d of 6 w".formatted(6 - left));
    }
  }

  @Test
  void comparedModelsThatBothTrainedOnAllAreNotCalledNew() {
    try (TransferModel second = Graft.pretrained("graft-nano")) {
      second.rename("second");
      Graft.fineTune(second, data).epochs(1).seed(5).run();

      Comparison comparison = Graft.compare(List.of(model, second), data, Part.TRAIN);

      assertThat(comparison.usage())
          .isEqualTo(
              "each of these examples was trained on by one of the models, so these numbers say"
                  + " nothing of new ones");
      assertThat(comparison.examples()).isEqualTo(28);
    }
  }

  @Test
  void newPicturesAreNew() throws IOException {
    Path fresh = Files.createDirectories(folder.resolve("fresh/heads"));
    for (int i = 0; i < 3; i++) {
      BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
      image.setRGB(i, 0, 0xffffff);
      ImageIO.write(image, "png", fresh.resolve(i + ".png").toFile());
    }
    copy(data.part(Part.TRAIN).get(0), "fresh/tails/x.png");
    LabeledDataset mixed = Graft.data("fresh");

    ClassificationReport report = Graft.evaluate(model, mixed, Optional.empty(), Watch.none());

    assertThat(report.usage()).isEqualTo("no decision was made on these examples");
    assertThat(report.overlap().sentence()).startsWith("1 of 4 was trained on; the other 3: ");
    assertThat(report.headline().value())
        .isCloseTo(
            report.scored().stream().filter(s -> s.truth() == s.prediction()).count() / 3.0,
            within(1e-12));
  }
}
