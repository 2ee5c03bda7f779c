package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.TransferModel;
import graft.data.LabeledDataset;
import graft.eval.ClassificationReport;
import graft.eval.Predictions;
import graft.train.FreezeSummary;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperandsTest {

  private static final String OTHER = "sample:leaves,classes=3,count=9,size=64,seed=3";

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

  @Test
  void asDeclaresAVariableOfTheResultsType() {
    Object data = lesson.run("%data " + Lesson.LEAVES + " --as leaves");
    Object model = lesson.run("%pretrained graft-nano --as nano");
    Object stages = lesson.run("%freeze --as stages");
    Object history = lesson.run("%finetune --epochs 1 --as tuned");
    Object report = lesson.run("%evaluate --as quality");
    Object predictions = lesson.run("%predict leaves --as guess");

    declared("leaves", LabeledDataset.class, data);
    declared("nano", TransferModel.class, model);
    declared("stages", FreezeSummary.class, stages);
    declared("tuned", TrainingHistory.class, history);
    declared("quality", ClassificationReport.class, report);
    declared("guess", Predictions.class, predictions);
  }

  private void declared(String name, Class<?> type, Object value) {
    assertThat(lesson.notebook.type(name)).isEqualTo(type);
    assertThat(lesson.notebook.lookup(name)).isSameAs(value);
  }

  @Test
  void namesStandForModelsAndData() {
    lesson.cells(
        "%data " + Lesson.LEAVES + " --as leaves",
        "%data " + OTHER + " --as others",
        "%pretrained graft-nano --as first",
        "%pretrained graft-nano --weights none --as second");

    TrainingHistory history = lesson.finetune("--data leaves --model first --epochs 1");
    Object report = lesson.run("%evaluate first --data others");

    assertThat(history.subject()).isEqualTo("first (frozen) · " + Lesson.SUBJECT);
    assertThat(((ClassificationReport) Lesson.result(report)).subject())
        .isEqualTo("first (frozen) · " + OTHER + " (val 4)");
    assertThatThrownBy(() -> lesson.run("%evaluate second"))
        .hasMessage("model 'second' has no trained head yet; run %finetune first");
  }

  @Test
  void whatFinetuneWorksOnBecomesCurrent() {
    lesson.cells(
        "%data " + Lesson.LEAVES + " --as leaves",
        "%data " + OTHER + " --as others",
        "%pretrained graft-nano --as first",
        "%pretrained graft-nano --as second");

    lesson.finetune("leaves --model first --epochs 1");

    assertThat(Results.model().name()).isEqualTo("first");
    assertThat(Results.data().name()).isEqualTo(Lesson.LEAVES);
  }

  @Test
  void whatIsOnlyEvaluatedDoesNotBecomeCurrent() {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1", "%unfreeze --last 1");
    lesson.finetune("--epochs 1");

    lesson.run("%evaluate run:1");

    assertThat(lesson.firstLine()).isEqualTo("run:1 (frozen) · " + Lesson.LEAVES + " (val 5)");
    assertThat(Results.model().subject()).isEqualTo("graft-nano (trains from layer4)");
    assertThat(Results.model().closed()).isFalse();
    lesson.run("%evaluate --on " + OTHER);
    assertThat(lesson.firstLine())
        .isEqualTo("graft-nano (trains from layer4) · " + OTHER + " (all 27)");
    assertThat(Results.data().name()).isEqualTo(Lesson.LEAVES);
  }

  @Test
  void theNameOfAHistoryStandsForTheModelOfThatRun() {
    lesson.run("%data " + Lesson.LEAVES);
    lesson.finetune("--epochs 1 --as first");
    Object first = lesson.run("%evaluate");
    lesson.finetune("--epochs 2 --lr 0.01 --as second");

    Object again = lesson.run("%evaluate first");

    assertThat(((ClassificationReport) Lesson.result(again)).scored())
        .isEqualTo(((ClassificationReport) Lesson.result(first)).scored());
    assertThat(Results.model().run()).isEqualTo(2);
    lesson.run("%graft use first");
    assertThat(Results.model().run()).isEqualTo(1);
    assertThat(lesson.run("%evaluate second")).isInstanceOf(ClassificationReport.class);
  }

  @Test
  void aNameNeverBringsALaterRun() {
    lesson.run("%data " + Lesson.LEAVES);
    lesson.finetune("--epochs 1 --as first");
    lesson.finetune("--epochs 1 --seed 2 --as second");
    lesson.run("%graft clean --keep 1");

    lesson.finetune("--epochs 1 --seed 3 --as third");

    assertThat(Results.history("third").run()).isEqualTo(3);
    for (String line : List.of("%evaluate first", "%predict sample:leaves --model first")) {
      assertThatThrownBy(() -> lesson.run(line))
          .as(line)
          .hasMessageContaining("run 1 is no longer kept in .graft; there are run:2, run:3");
    }
  }

  @Test
  void aNameComesBeforeAPath() throws Exception {
    Lesson.pictures(folder.resolve("leaves"), 6, "lake", "meadow");
    lesson.run("%data " + Lesson.LEAVES + " --as leaves");

    lesson.run("%data leaves");

    assertThat(lesson.firstLine()).isEqualTo(Lesson.SUBJECT);
    lesson.run("%data leaves/");
    assertThat(lesson.firstLine()).isEqualTo("leaves (train 8, val 2, test 2 sealed)");
  }

  @Test
  void aFolderIsReadAgainWhenItIsOpenedAgain() throws Exception {
    Lesson.pictures(folder.resolve("photos"), 6, "lake", "meadow");
    lesson.run("%data photos");
    Lesson.pictures(folder.resolve("photos"), 8, "lake", "meadow");

    lesson.run("%data photos");

    assertThat(lesson.firstLine()).isEqualTo("photos (train 12, val 2, test 2 sealed)");
  }

  @Test
  void dataAloneShowsTheCurrentDataOnce() {
    lesson.cells("%data " + Lesson.LEAVES + " --as leaves", "%data", "%data leaves");

    lesson.run("%graft");

    assertThat(lesson.firstLine()).isEqualTo("live models");
    assertThat(lesson.output().lines().filter(line -> line.contains("train 26"))).hasSize(1);
  }

  @Test
  void useAndDropTakeNames() {
    lesson.cells(
        "%data " + Lesson.LEAVES + " --as leaves",
        "%data " + OTHER + " --as others",
        "%pretrained graft-nano --as first",
        "%pretrained graft-nano --as second");
    TransferModel second = Results.model();

    lesson.cells("%graft use leaves", "%graft use first", "%graft drop second");

    assertThat(Results.data().name()).isEqualTo(Lesson.LEAVES);
    assertThat(Results.model().name()).isEqualTo("first");
    assertThat(second.closed()).isTrue();
    assertThatThrownBy(() -> lesson.run("%graft use second"))
        .hasMessage("no model or data set 'second'; there are first, leaves, others");
    lesson.run("%graft drop first");
    assertThatThrownBy(() -> lesson.run("%evaluate"))
        .hasMessage("no model yet; load one with %pretrained graft-nano");
  }

  @Test
  void operandsThatNameNothingSaySo() {
    assertThatThrownBy(() -> lesson.run("%graft use tuned"))
        .hasMessage("no model or data set 'tuned'; there is none yet");
    assertThatThrownBy(() -> lesson.run("%evaluate tuned"))
        .hasMessage("unknown model 'tuned'; there is graft-nano");
    assertThatThrownBy(() -> lesson.run("%pretrained run:4"))
        .hasMessage("no run '4' in .graft; there are none yet");
    assertThatThrownBy(() -> lesson.run("%finetune run:1"))
        .hasMessage("run:1 names a run, which is a model; give a data set");
  }
}
