package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.Graft;
import graft.GraftException;
import graft.data.LabeledDataset;
import graft.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path folder;

  private static String seed(Lesson lesson, String options) {
    TrainingHistory history = lesson.finetune("--epochs 1 " + options);
    return history.record().get("seed");
  }

  private static String splitOf(Lesson lesson, String line) {
    return ((LabeledDataset) Lesson.result(lesson.run(line))).split().origin();
  }

  @Test
  void optionComesBeforeSettingBeforeEnvironmentBeforeDefault() {
    try (Lesson lesson = new Lesson(folder)) {
      assertThat(splitOf(lesson, "%data " + Lesson.LEAVES)).isEqualTo("70/15/15, seed 42");
      assertThat(seed(lesson, "")).isEqualTo("42");
    }
    try (Lesson lesson = new Lesson(folder, Map.of("GRAFT_SEED", "5"))) {
      assertThat(splitOf(lesson, "%data " + Lesson.LEAVES)).isEqualTo("70/15/15, seed 5");
      assertThat(seed(lesson, "")).isEqualTo("5");

      lesson.run("%graft set seed 6");

      assertThat(lesson.lastOutput()).isEqualTo("seed is 6");
      assertThat(splitOf(lesson, "%data " + Lesson.LEAVES)).isEqualTo("70/15/15, seed 6");
      assertThat(seed(lesson, "")).isEqualTo("6");
      assertThat(seed(lesson, "--seed 7")).isEqualTo("7");
    }
  }

  private static String command(Lesson lesson, String options) {
    return lesson.finetune("--epochs 1 " + options).record().get("command");
  }

  @Test
  void precisionAndDeviceFollowTheSameOrder() {
    try (Lesson lesson = new Lesson(folder, Map.of("GRAFT_PRECISION", "f32"))) {
      lesson.run("%data " + Lesson.LEAVES);
      assertThat(command(lesson, "")).isEqualTo("%finetune --epochs 1 --precision f32");

      lesson.cells("%graft set precision auto", "%graft set device cpu");

      assertThat(command(lesson, ""))
          .isEqualTo("%finetune --epochs 1 --device cpu --precision auto");
      assertThat(command(lesson, "--precision f32 --device auto"))
          .isEqualTo("%finetune --epochs 1 --device auto --precision f32");
    }
    try (Lesson lesson = new Lesson(folder)) {
      lesson.run("%data " + Lesson.LEAVES);
      assertThat(command(lesson, "")).isEqualTo("%finetune --epochs 1");
    }
  }

  @Test
  void overviewSaysWhereEachSettingComesFrom() {
    try (Lesson lesson = new Lesson(folder, Map.of("GRAFT_SEED", "5", "GRAFT_DEVICE", "cpu"))) {
      lesson.cells("%data " + Lesson.LEAVES, "%graft set device cpu", "%pretrained graft-nano");

      lesson.run("%graft");

      assertThat(lesson.output())
          .containsPattern("graft-nano \\(frozen\\) +yes +11.2 +as loaded")
          .contains(Lesson.LEAVES)
          .containsPattern("device +cpu +%graft set")
          .containsPattern("seed +5 +GRAFT_SEED")
          .containsPattern("precision +– +default +numbers that models train in")
          .containsPattern("examples +– +default")
          .contains("PyTorch ");
    }
  }

  @Test
  void aMistakeInTheEnvironmentIsNamedAndCanBeMended() {
    try (Lesson lesson = new Lesson(folder, Map.of("GRAFT_SEED", "abc"))) {
      assertThatThrownBy(() -> lesson.run("%data " + Lesson.LEAVES))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "GRAFT_SEED takes N, received abc; write a whole number; "
                  + "mend it with %graft set seed VALUE");
      lesson.run("%graft");
      assertThat(lesson.output()).containsPattern("seed +– +GRAFT_SEED takes N, received abc");
      assertThat(lesson.run("%data --help")).isNull();

      lesson.run("%graft set seed 3");

      assertThat(splitOf(lesson, "%data " + Lesson.LEAVES)).isEqualTo("70/15/15, seed 3");
    }
  }

  @Test
  void homeMovesWhatIsKept() throws IOException {
    try (Lesson lesson = new Lesson(folder, Map.of("GRAFT_HOME", "kept"))) {
      lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1");
      assertThat(folder.resolve("kept/runs/1/run.json")).exists();

      lesson.cells("%graft set home other", "%finetune --epochs 1");

      assertThat(folder.resolve("other/runs/1/run.json")).exists();
      assertThat(folder.resolve("other/.gitignore")).hasContent("*");
      assertThat(folder.resolve(".graft")).doesNotExist();
    }
    try (Lesson lesson = new Lesson(folder, Map.of("GRAFT_HOME", "other"))) {
      lesson.cells("%pretrained run:1", "%evaluate");
      assertThat(lesson.firstLine())
          .isEqualTo("graft-nano (frozen) · " + Lesson.LEAVES + " (val 5)");
    }
  }

  @Test
  void aHomeThatCannotBeWrittenIsNamedBeforeTraining() throws IOException {
    Files.writeString(folder.resolve("file"), "in the way");
    try (Lesson lesson = new Lesson(folder, Map.of("GRAFT_HOME", "file"))) {
      lesson.run("%data " + Lesson.LEAVES);

      assertThatThrownBy(() -> lesson.run("%finetune --epochs 1"))
          .isExactlyInstanceOf(GraftException.class)
          .hasMessage(
              "folder for runs and caches cannot be written: %s (is a file); "
                      .formatted(folder.toAbsolutePath().resolve("file"))
                  + "set another with %graft set home FOLDER");

      lesson.cells("%graft set home elsewhere", "%finetune --epochs 1");
      assertThat(folder.resolve("elsewhere/runs/1")).exists();
    }
  }

  @Test
  void examplesOffKeepsPicturesOutOfOutputs() throws IOException {
    Path photos = Lesson.pictures(folder.resolve("photos"), 6, "lake", "meadow");
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data photos", "%finetune --epochs 1");
      lesson.run("%predict photos/lake");
      assertThat(html(lesson)).contains("data:image/");

      lesson.run("%graft set examples off");

      lesson.run("%predict photos/lake");
      assertThat(html(lesson)).doesNotContain("data:image/").contains("0.png");
      lesson.run("%data photos");
      assertThat(html(lesson)).doesNotContain("data:image/").contains("lake/");
      assertThat(photos).exists();
    }
  }

  private static String html(Lesson lesson) {
    StringBuilder html = new StringBuilder();
    lesson.notebook.left().forEach(each -> html.append(each.data().get("text/html")));
    return html.toString();
  }

  @Test
  void threadsAreSetForTheEngine() {
    try (Lesson lesson = new Lesson(folder, Map.of("GRAFT_THREADS", "1"))) {
      assertThat(Graft.engineVersion()).endsWith(", 1 threads");

      lesson.run("%graft set threads 2");

      assertThat(Graft.engineVersion()).endsWith(", 2 threads");
    }
  }
}
