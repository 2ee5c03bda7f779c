package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.data.Part;
import graft.eval.ClassificationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatingTest {

  private static final String FIRST_OPENING = "the test part was opened for the first time";

  @TempDir Path folder;
  private Lesson lesson;

  @BeforeEach
  void open() {
    lesson = new Lesson(folder);
  }

  @AfterEach
  void close() {
    lesson.close();
  }

  private ClassificationReport report(String line) {
    return (ClassificationReport) Lesson.result(lesson.run(line));
  }

  @Test
  void withoutAModelOneSentenceSaysHowToLoadOne() {
    String sentence = "no model yet; load one with %pretrained graft-nano";

    assertThatThrownBy(() -> lesson.run("%evaluate")).hasMessage(sentence);
    assertThatThrownBy(() -> lesson.run("%predict photo.jpg")).hasMessage(sentence);
    assertThat(lesson.notebook.shown()).isEmpty();
  }

  @Test
  void anUntrainedHeadNamesFinetune() {
    String sentence = "model 'graft-nano' has no trained head yet; run %finetune first";
    lesson.run("%pretrained graft-nano");

    assertThatThrownBy(() -> lesson.run("%evaluate"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage(sentence);
    assertThatThrownBy(() -> lesson.run("%predict photo.jpg")).hasMessage(sentence);
    lesson.run("%data " + Lesson.LEAVES);
    assertThatThrownBy(() -> lesson.run("%evaluate")).hasMessage(sentence);
    assertThatThrownBy(() -> lesson.run("%finetune --continue"))
        .hasMessage(
            "--continue needs trained weights, and model 'graft-nano' has none yet; leave it out");
  }

  @Test
  void withoutDataOneSentenceSaysHowToOpenSome() {
    assertThatThrownBy(() -> lesson.run("%finetune"))
        .hasMessage("no data yet; open some with %data photos/ or %data sample:leaves");
    assertThatThrownBy(() -> lesson.run("%data"))
        .hasMessage("no data yet; open some with %data photos/ or %data sample:leaves");
  }

  @Test
  void validationSaysWhatItWasUsedFor() {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 2");

    ClassificationReport report = report("%evaluate");

    assertThat(report.examples()).isEqualTo(5);
    assertThat(report.usage()).startsWith("validation chose the best epoch");
    assertThat(report.baselines()).containsOnlyKeys("majority class", "linear probe");
    assertThat(report).isEqualTo(report("%evaluate --on val"));
    assertThat(folder.resolve(".graft/seals.json")).doesNotExist();
  }

  @Test
  void openingTheTestPartIsCountedOncePerWeights() throws Exception {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 2");

    assertThat(report("%evaluate --on test").usage()).isEqualTo(FIRST_OPENING);
    assertThat(report("%evaluate --on test").usage()).isEqualTo(FIRST_OPENING);
    assertThat(lesson.firstLine()).endsWith("(test 5)");
    lesson.run("%finetune --epochs 2");
    assertThat(report("%evaluate --on test").usage()).isEqualTo(FIRST_OPENING);
    lesson.run("%finetune --epochs 1 --continue");
    assertThat(report("%evaluate --on test").usage())
        .startsWith("the test part was opened for 2 different models");
    assertThat(openings()).isEqualTo(2);
  }

  @Test
  void openingsSurviveARestart() throws Exception {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 2", "%evaluate --on test");

    try (Lesson restarted = new Lesson(folder)) {
      restarted.cells("%pretrained run:1", "%evaluate --on test");
      assertThat(restarted.output()).contains(FIRST_OPENING);
      restarted.cells("%finetune --epochs 3", "%evaluate --on test");
      assertThat(restarted.output()).contains("opened for 2 different models");
      assertThat(openings()).isEqualTo(2);
    }
  }

  @Test
  void scratchIsABaselineLikeTheOthersOnceItWasTrained() throws Exception {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 2");

    ClassificationReport report = report("%evaluate --baseline scratch");

    assertThat(report.baselines()).containsOnlyKeys("majority class", "linear probe", "scratch");
    assertThat(lesson.lastOutput())
        .contains("scratch: graft-nano from random weights, all layers trained (2 epochs,")
        .contains("baseline: scratch")
        .containsPattern("\nscratch +[+-]0\\.\\d{3}");
    assertThat(lesson.runs()).containsExactly("1");
    assertThat(report("%evaluate --baseline scratch").notes())
        .filteredOn(note -> note.startsWith("scratch"))
        .singleElement()
        .asString()
        .endsWith("; kept from an earlier evaluation");
  }

  @Test
  void interruptedScratchLeavesTheReport() throws Exception {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 400");
    lesson.notebook.clear();
    lesson.notebook.interruptWhen(() -> lesson.output().contains("scratch baseline, about"));

    ClassificationReport report =
        (ClassificationReport) Lesson.result(lesson.runOn("%evaluate --baseline scratch"));

    assertThat(report.baselines()).containsOnlyKeys("majority class", "linear probe");
    assertThat(lesson.lastOutput())
        .contains("scratch was stopped and is left out; the same line again trains it");
    assertThat(lesson.runs()).containsExactly("1");
  }

  private int openings() throws Exception {
    JsonNode book = new ObjectMapper().readTree(folder.resolve(".graft/seals.json").toFile());
    String test = Results.data().contentHash(Part.TEST);
    return book.findValue(test).size();
  }

  @Test
  void otherDataIsEvaluatedAsAWhole() throws Exception {
    Lesson.pictures(folder.resolve("photos"), 6, "lake", "meadow");
    Lesson.pictures(folder.resolve("more"), 4, "meadow", "lake");
    Lesson.pictures(folder.resolve("strange"), 4, "lake", "moor");
    lesson.run("%finetune photos/ --epochs 2");

    ClassificationReport report = report("%evaluate --on more/");

    assertThat(lesson.firstLine()).isEqualTo("graft-nano (frozen) · more (all 8)");
    assertThat(report.classes()).containsExactly("lake", "meadow");
    assertThat(report.baselines()).isEmpty();
    assertThatThrownBy(() -> lesson.run("%evaluate --on strange/"))
        .hasMessage(
            "strange has classes that model 'graft-nano' does not know: [moor]; it knows [lake, meadow]");
  }

  @Test
  void continueNeedsTheSameClasses() throws Exception {
    Lesson.pictures(folder.resolve("photos"), 6, "lake", "meadow");
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1");
    String weights = Results.model().weightsHash();

    assertThatThrownBy(() -> lesson.run("%finetune photos/ --continue"))
        .hasMessage(
            "--continue needs the classes that the model knows ([beech, birch, ginkgo]), "
                + "received photos ([lake, meadow])");
    assertThat(Results.model().weightsHash()).isEqualTo(weights);
  }

  @Test
  void changedDataIsNotTakenForThatOfTheRun() throws Exception {
    Lesson.pictures(folder.resolve("photos"), 6, "lake", "meadow");
    lesson.run("%finetune photos/ --epochs 1");
    Files.delete(folder.resolve("photos/lake/0.png"));

    try (Lesson restarted = new Lesson(folder)) {
      restarted.run("%pretrained run:last");

      assertThatThrownBy(() -> restarted.run("%evaluate"))
          .hasMessage(
              "data photos changed since run 1; open it with %data photos "
                  + "to evaluate on what it holds now");
    }
  }
}
