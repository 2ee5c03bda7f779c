package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.train.RateSweep;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingRateTest {

  @TempDir Path folder;
  private Lesson lesson;

  @BeforeEach
  void open() {
    lesson = new Lesson(folder);
    lesson.run("%data " + Lesson.LEAVES);
  }

  @AfterEach
  void close() {
    lesson.close();
  }

  private RateSweep sweep(String options) {
    return (RateSweep) Lesson.result(lesson.run(("%lr_find " + options).strip()));
  }

  @Test
  void aSweepIsShownAndNamed() {
    RateSweep sweep = sweep("--batch 8 --as s");

    assertThat(lesson.firstLine()).isEqualTo("graft-nano (frozen) · " + Lesson.SUBJECT);
    assertThat(lesson.lastOutput())
        .contains(sweep.reason())
        .contains("model and data are as before");
    assertThat(Results.sweep()).isSameAs(sweep);
    assertThat(Results.sweep("s")).isSameAs(sweep);
    assertThat(lesson.notebook.lookup("s")).isSameAs(sweep);
    assertThat(lesson.notebook.type("s")).isEqualTo(RateSweep.class);
    assertThat(Results.table(sweep).rowCount()).isEqualTo(sweep.rates().size()).isPositive();
    assertThat(lesson.session.render(sweep).text()).isEqualTo(lesson.lastOutput());
    assertThat(Results.plot(sweep).asJavascript("sweep")).contains("title: 'learning rate'");
  }

  @Test
  void aSweepChangesNothing() throws Exception {
    lesson.run("%pretrained graft-nano");
    lesson.finetune("--epochs 1");
    String weights = Results.model().weightsHash();

    sweep("--recipe full --seed 7 --batch 1");

    assertThat(lesson.firstLine()).startsWith("graft-nano (all layers train) · ");
    assertThat(Results.model().weightsHash()).isEqualTo(weights);
    assertThat(Results.model().subject()).isEqualTo("graft-nano (frozen)");
    assertThat(lesson.runs()).containsExactly("1");
    assertThat(lesson.finetune("--epochs 1 --continue").start()).isEqualTo("continues run 1");
  }

  @Test
  void settingsReachTheSweep() {
    RateSweep seven = sweep("--seed 7");

    lesson.run("%graft set seed 7");

    assertThat(sweep("")).isEqualTo(seven);
  }

  @Test
  void aSweepThatIsStoppedHasNoResult() {
    lesson.notebook.clear();
    lesson.notebook.interruptWhen(() -> true);

    assertThatThrownBy(() -> lesson.runOn("%lr_find"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("stopped before there was a result");
  }

  @Test
  void aRateThatWasFoundTrains() {
    assertThat(lesson.finetune("--lr auto --epochs 1").defaults()).containsKey("--lr");
  }
}
