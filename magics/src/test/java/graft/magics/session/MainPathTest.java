package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import graft.TransferModel;
import graft.eval.ClassificationReport;
import graft.train.EpochValues;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainPathTest {

  private static final String[] NOTEBOOK = {
    "%data " + Lesson.LEAVES,
    "%pretrained graft-nano",
    "%finetune --epochs 3",
    "%evaluate",
    "%unfreeze --last 1",
    "%finetune --epochs 1 --as tuned",
    "%finetune --epochs 1 --continue",
    "%evaluate"
  };

  @TempDir Path folder;

  @Test
  void finetuneOfAFolderIsEnough() throws Exception {
    Lesson.pictures(folder.resolve("photos"), 6, "lake", "meadow");
    try (Lesson lesson = new Lesson(folder)) {

      TrainingHistory history = lesson.finetune("photos/");

      assertThat(lesson.firstLine())
          .isEqualTo("graft-nano (frozen) · photos (train 8, val 2, test 2 sealed)");
      assertThat(lesson.lastOutput()).contains("run 1 · from pretrained weights · finished");
      assertThat(history.outcome()).isEqualTo(Outcome.FINISHED);
      assertThat(history.defaults())
          .containsEntry("--augment", "none, as the backbone is frozen")
          .containsEntry("--metric", "accuracy");
      assertThat(lesson.run("%evaluate")).isInstanceOf(ClassificationReport.class);
      assertThat(lesson.firstLine()).isEqualTo("graft-nano (frozen) · photos (val 2)");
    }
  }

  @Test
  void finetuneUsesTheDataThatWasOpened() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.run("%data " + Lesson.LEAVES);

      TrainingHistory history = lesson.finetune("--epochs 2 --seed 7; // short");

      assertThat(history.subject()).isEqualTo("graft-nano (frozen) · " + Lesson.SUBJECT);
      assertThat(history.epochs()).hasSize(2);
      assertThat(history.record()).containsEntry("seed", "7");
    }
  }

  @Test
  void finetuneAgainGivesTheSameHistoryAndNoOtherRecord() throws Exception {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.run("%data " + Lesson.LEAVES);

      List<TrainingHistory> histories = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        histories.add(lesson.finetune("--epochs 3"));
      }

      assertThat(histories).extracting(TrainingHistory::run).containsOnly(1);
      assertThat(histories)
          .extracting(TrainingHistory::record)
          .containsOnly(histories.get(0).record());
      assertThat(histories.get(1).bestEpoch()).isEqualTo(histories.get(0).bestEpoch());
      assertThat(numbers(histories.get(1))).isEqualTo(numbers(histories.get(0)));
      assertThat(numbers(histories.get(2))).isEqualTo(numbers(histories.get(0)));
      assertThat(lesson.runs()).containsExactly("1");
    }
  }

  @Test
  void runAllTwiceAndAfterARestartGivesTheSameNumbers() throws Exception {
    List<String> first;
    List<String> second;
    List<String> restarted;
    try (Lesson lesson = new Lesson(folder)) {
      first = runAll(lesson);
      second = runAll(lesson);
      assertThat(lesson.runs()).containsExactly("1", "2", "3");
    }
    try (Lesson lesson = new Lesson(folder)) {
      restarted = runAll(lesson);

      assertThat(lesson.runs()).containsExactly("1", "2", "3");
    }
    assertThat(second).isEqualTo(first);
    assertThat(restarted).isEqualTo(first);
  }

  @Test
  void lastRunComesBackInANewSessionWithItsNumber() {
    ClassificationReport before;
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES + " --split 60/30/10 --seed 5", "%unfreeze --last 1");
      lesson.finetune("--epochs 2 --metric macro-f1");
      before = (ClassificationReport) Lesson.result(lesson.run("%evaluate"));
    }
    try (Lesson lesson = new Lesson(folder)) {

      TransferModel model = (TransferModel) Lesson.result(lesson.run("%pretrained run:last"));

      assertThat(lesson.firstLine())
          .isEqualTo("graft-nano (trains from layer4) · run 1: beech, birch, ginkgo");
      assertThat(model.classes()).containsExactly("beech", "birch", "ginkgo");
      ClassificationReport after = (ClassificationReport) Lesson.result(lesson.run("%evaluate"));
      assertThat(after).isEqualTo(before);
      assertThat(after.metric()).isEqualTo("macro F1");
    }
  }

  @Test
  void continueSaysWhichRunItContinues() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.run("%data " + Lesson.LEAVES);
      TrainingHistory first = lesson.finetune("--epochs 2");

      TrainingHistory second = lesson.finetune("--epochs 1 --continue");

      assertThat(first.start()).isEqualTo("from pretrained weights");
      assertThat(second.start()).isEqualTo("continues run 1");
      assertThat(second.run()).isEqualTo(2);
      assertThat(lesson.lastOutput()).contains("run 2 · continues run 1 · finished");
      assertThat(second.series("training loss")[0]).isLessThan(first.series("training loss")[0]);
    }
  }

  @Test
  void finetuneOfABroughtBackRunStartsFromItsWeights() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.run("%data " + Lesson.LEAVES);
      lesson.finetune("--epochs 2");
      lesson.run("%pretrained run:1");

      TrainingHistory history = lesson.finetune("--epochs 1");
      TrainingHistory again = lesson.finetune("--epochs 1");

      assertThat(history.start()).isEqualTo("from run 1's weights");
      assertThat(numbers(again)).isEqualTo(numbers(history));
      assertThat(again.run()).isEqualTo(history.run()).isEqualTo(2);
    }
  }

  @Test
  void weightsNoneStartsFromRandomOnes() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%pretrained graft-nano --weights none --seed 3");

      TrainingHistory history = lesson.finetune("--epochs 1");

      assertThat(history.start()).isEqualTo("from random weights");
      lesson.run("%pretrained run:1");
      assertThat(lesson.finetune("--epochs 1").start()).isEqualTo("from run 1's weights");
    }
  }

  /** Returns every number of every cell; seconds are no such number. */
  private static List<String> runAll(Lesson lesson) {
    List<String> numbers = new ArrayList<>();
    for (String cell : NOTEBOOK) {
      Object result = lesson.run(cell);
      if (result instanceof TrainingHistory history) {
        numbers.add(history.run() + " " + history.start() + " " + numbers(history));
      } else if (result instanceof ClassificationReport report) {
        numbers.add(report.toString());
      }
    }
    return numbers;
  }

  private static List<Map<String, Double>> numbers(TrainingHistory history) {
    return history.epochs().stream().map(EpochValues::values).toList();
  }
}
