package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import graft.Graft;
import graft.RunListener;
import graft.magics.render.MimeBundle;
import graft.magics.session.RecordingNotebook.Shown;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveDisplayTest {

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

  /** A batch takes 100 ms by the run's own clock: after the first, every third one is shown. */
  @Test
  void updatesComeAtMostFourTimesASecond() {
    try (Lesson lesson = new Lesson(folder)) {
      lesson.cells("%data " + Lesson.LEAVES, "%unfreeze --last 1");
      lesson.notebook.clear();
      AtomicLong nanos = new AtomicLong();
      LiveHistory live = new LiveHistory(lesson.notebook, lesson.session.state(), nanos::get);
      RunListener timed =
          new RunListener() {
            @Override
            public void batchEnded(TrainingHistory history, BatchProgress progress) {
              nanos.addAndGet(100_000_000);
              live.batchEnded(history, progress);
            }
          };

      Graft.fineTune(Results.model(), Results.data()).epochs(8).batch(4).listener(timed).run();

      List<Shown> shown = lesson.notebook.shown();
      assertThat(shown).hasSize(1 + 8 * 7 / 3);
      assertThat(shown.get(1).bundle().text()).contains("epoch 1/8 [4/7] 00:00<");
      assertThat(shown.get(4).bundle().text()).contains("epoch 2/8 [6/7] 00:01<");
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
