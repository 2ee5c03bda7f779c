package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import graft.magics.render.MimeBundle;
import graft.magics.session.RecordingNotebook.Shown;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveDisplayTest {

  private static final long PAUSE_NANOS = 250_000_000;

  @TempDir Path folder;

  @Test
  void aRunIsOneDisplayThatEndsWithItsResult() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.run("%data " + Lesson.LEAVES);

      TrainingHistory history = lesson.finetune("--epochs 40");

      List<Shown> shown = lesson.notebook.shown();
      assertThat(shown).hasSizeGreaterThanOrEqualTo(2);
      assertThat(shown).extracting(Shown::id).doesNotContain("").containsOnly(shown.get(0).id());
      assertThat(shown)
          .extracting(Shown::update)
          .startsWith(false)
          .doesNotContainSubsequence(true, false);
      MimeBundle last = shown.get(shown.size() - 1).bundle();
      assertThat(last.text()).isEqualTo(lesson.session.render(history).text());
      assertThat(last.data().get(MimeBundle.HTML))
          .contains("data-graft-chart=\"" + shown.get(0).id() + "\"", "✓ finished");
      assertThat(lesson.notebook.libraries()).hasSize(1);
      assertThat(shown).allMatch(each -> each.bundle().text().startsWith(history.subject() + "\n"));
    }
  }

  @Test
  void updatesComeAtMostFourTimesASecond() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%unfreeze --last 1");

      lesson.finetune("--epochs 8 --batch 4");

      List<Shown> shown = lesson.notebook.shown();
      assertThat(shown).hasSizeGreaterThan(3);
      for (int i = 1; i < shown.size() - 1; i++) {
        assertThat(shown.get(i).nanos() - shown.get(i - 1).nanos())
            .isGreaterThan(PAUSE_NANOS * 9 / 10);
      }
      assertThat(lesson.output()).containsPattern("epoch \\d/8 \\[\\d/7\\] \\d\\d:\\d\\d<");
    }
  }

  @Test
  void everyRunHasADisplayOfItsOwn() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1");
      String first = lesson.notebook.shown().get(0).id();

      lesson.run("%finetune --epochs 1");

      assertThat(lesson.notebook.shown().get(0).id()).isNotEqualTo(first);
    }
  }
}
