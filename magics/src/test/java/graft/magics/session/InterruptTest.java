package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.Graft;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class InterruptTest {

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

  /** Interrupts the cell as soon as the history has so many epochs. */
  private TrainingHistory interrupted(String line, int epochs) {
    lesson.notebook.clear();
    lesson.notebook.interruptWhen(
        () ->
            lesson
                .session
                .state()
                .history()
                .filter(history -> history.outcome() == Outcome.RUNNING)
                .filter(history -> history.epochs().size() >= epochs)
                .isPresent());
    return (TrainingHistory) Lesson.result(lesson.runOn(line));
  }

  @Test
  void anInterruptedRunKeepsWhatThereIs() throws Exception {
    TrainingHistory history = interrupted("%finetune --epochs 50 --as h", 2);

    assertThat(history.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(history.epochs()).hasSizeBetween(2, 3);
    assertThat(Results.history()).isSameAs(history);
    assertThat(Results.history("h")).isSameAs(history);
    assertThat(lesson.notebook.lookup("h")).isSameAs(history);
    assertThat(lesson.lastOutput())
        .contains("interrupted")
        .contains("the weights of epoch %d are live".formatted(history.bestEpoch()));
    assertThat(lesson.runs()).containsExactly("1");
  }

  @Test
  void theSessionGoesOn() {
    interrupted("%finetune --epochs 50", 2);

    lesson.run("%evaluate");

    assertThat(lesson.firstLine()).isEqualTo("graft-nano (frozen) · " + Lesson.LEAVES + " (val 5)");
    assertThat(lesson.finetune("--epochs 2").outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(lesson.finetune("--epochs 1 --continue").start()).isEqualTo("continues run 2");
  }

  @Test
  void aRunThatIsRepeatedReplacesTheInterruptedOne() throws Exception {
    interrupted("%finetune --epochs 5", 1);

    TrainingHistory history = lesson.finetune("--epochs 5");

    assertThat(history.run()).isEqualTo(1);
    assertThat(history.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(lesson.runs()).containsExactly("1");
  }

  @Test
  void anInterruptedRunNeverReplacesAFinishedOne() throws Exception {
    TrainingHistory finished = lesson.finetune("--epochs 4");

    TrainingHistory first = interrupted("%finetune --epochs 4", 1);
    TrainingHistory second = interrupted("%finetune --epochs 4", 1);

    assertThat(first.run()).isEqualTo(second.run()).isEqualTo(2);
    assertThat(lesson.runs()).containsExactly("1", "2");
    assertThat(Graft.savedRun("1").history()).isEqualTo(finished);
    assertThat(Results.model().run()).isEqualTo(2);
    assertThat(lesson.finetune("--epochs 4").run()).isEqualTo(1);
    assertThat(lesson.runs()).containsExactly("1", "2");
  }

  @Test
  void beforeTheEndOfTheFirstEpochThereIsNothingToKeep() throws Exception {
    lesson.notebook.clear();
    lesson.notebook.interruptWhen(() -> !lesson.notebook.shown().isEmpty());

    TrainingHistory history = (TrainingHistory) Lesson.result(lesson.runOn("%finetune --epochs 5"));

    assertThat(history.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(history.epochs()).isEmpty();
    assertThat(history.run()).isZero();
    assertThat(lesson.lastOutput())
        .contains("0 epochs")
        .contains("the weights that it started from are live")
        .contains("nothing was trained: the run was stopped before the end of its first epoch");
    assertThat(lesson.runs()).isEmpty();
    assertThatThrownBy(() -> lesson.run("%evaluate"))
        .hasMessage("model 'graft-nano' has no trained head yet; run %finetune first");
    assertThat(lesson.finetune("--epochs 1").outcome()).isEqualTo(Outcome.FINISHED);
  }

  /** The next plain run would else train all layers of a model that was frozen. */
  @Test
  void recipeOfARunThatTrainedNothingIsForgotten() {
    lesson.finetune("--epochs 1");
    String before = Results.model().weightsHash();
    lesson.notebook.clear();
    lesson.notebook.interruptWhen(() -> !lesson.notebook.shown().isEmpty());

    lesson.runOn("%finetune --recipe full --epochs 5");

    assertThat(lesson.lastOutput()).contains("nothing was trained");
    assertThat(Results.model().subject()).isEqualTo("graft-nano (frozen)");
    assertThat(Results.model().weightsHash()).isEqualTo(before);
    assertThat(lesson.run("%evaluate")).isNotNull();
    assertThat(lesson.finetune("--epochs 1 --continue").start()).isEqualTo("continues run 1");
  }

  @Test
  void anInterruptedContinuationGoesOnInItsSession() {
    lesson.finetune("--epochs 1");
    String line = "%finetune --continue --epochs 40 --patience 40";
    TrainingHistory cut = interrupted(line, 2);

    TrainingHistory resumed = (TrainingHistory) Lesson.result(lesson.run(line + " --resume"));

    assertThat(resumed.start()).matches("resumes run 2 at epoch [2-9]");
    assertThat(resumed.epochs()).hasSize(40);
    assertThat(resumed.epochs().get(0).values()).isEqualTo(cut.epochs().get(0).values());
  }

  @Test
  void anInterruptedContinuationLeavesTheWeightsItStartedFrom() {
    lesson.run("%unfreeze --last 1");
    lesson.finetune("--epochs 1");
    String before = Results.model().weightsHash();
    lesson.notebook.clear();
    lesson.notebook.interruptWhen(() -> !Results.model().weightsHash().equals(before));

    lesson.runOn("%finetune --epochs 9 --continue --batch 2");

    assertThat(Results.history().epochs()).isEmpty();
    assertThat(Results.model().weightsHash()).isEqualTo(before);
    assertThat(lesson.finetune("--epochs 1 --continue").start()).isEqualTo("continues run 1");
  }

  @Test
  void aMagicWaitsForTheOneBefore() throws Exception {
    CountDownLatch training = new CountDownLatch(1);
    lesson.notebook.clear();
    lesson.notebook.interruptWhen(
        () -> {
          training.countDown();
          return false;
        });
    CompletableFuture<Object> first =
        CompletableFuture.supplyAsync(
            () -> Lesson.result(lesson.runOn("%finetune --epochs 30 --batch 4")));
    await(training);

    Object second = lesson.runOn("%evaluate");

    assertThat(first).isDone();
    assertThat(((TrainingHistory) first.get()).epochs()).hasSize(30);
    assertThat(second).isNotNull();
  }

  @Test
  void waitingEndsWhenItIsInterrupted() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    lesson.notebook.clear();
    lesson.notebook.beforeShow(
        () -> {
          busy.countDown();
          await(go);
        });
    CompletableFuture<Object> first =
        CompletableFuture.supplyAsync(() -> Lesson.result(lesson.runOn("%data")));
    await(busy);
    lesson.notebook.interruptWhen(() -> true);

    assertThatThrownBy(() -> lesson.runOn("%freeze"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage(
            "stopped while waiting for the magic before, which ends after its current batch");

    go.countDown();
    assertThat(first.get(300, TimeUnit.SECONDS)).isSameAs(Results.data());
    assertThat(lesson.run("%freeze")).isNotNull();
  }

  @Test
  void aMagicThatIsStoppedBeforeItHasAResultSaysSo() throws Exception {
    Lesson.pictures(folder.resolve("photos"), 6, "lake", "meadow");
    lesson.run("%finetune photos --epochs 1");
    Lesson.pictures(folder.resolve("more"), 7, "lake", "meadow");
    lesson.notebook.clear();
    lesson.notebook.interruptWhen(() -> true);

    assertThatThrownBy(() -> lesson.runOn("%evaluate --on more"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("stopped before there was a result");

    assertThat(lesson.run("%evaluate --on more")).isNotNull();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(300, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
