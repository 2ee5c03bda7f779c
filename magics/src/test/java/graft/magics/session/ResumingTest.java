package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import graft.FineTuneRun;
import graft.Graft;
import graft.RunListener;
import graft.train.EpochValues;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumingTest {

  @TempDir Path folder;
  private Lesson lesson;

  @BeforeEach
  void open() {
    lesson = new Lesson(folder);
    lesson.cells("%data " + Lesson.LEAVES, "%pretrained graft-nano");
  }

  @AfterEach
  void close() {
    lesson.close();
  }

  /** Does what {@code %finetune --epochs 6} does, until it is cut off in its fourth epoch. */
  private static TrainingHistory cutOff() {
    FineTuneRun run = Graft.fineTune(Results.model(), Results.data()).epochs(6);
    return run.checkpointEvery(Duration.ZERO).listener(new StopInEpoch(4)).run();
  }

  private static List<Map<String, Double>> numbers(TrainingHistory history) {
    return history.epochs().stream().map(EpochValues::values).toList();
  }

  @Test
  void aRunThatHadEndedIsReturnedWithoutTraining() throws IOException {
    TrainingHistory first = lesson.finetune("--epochs 3");
    String weights = Results.model().weightsHash();
    lesson.run("%pretrained graft-nano");

    TrainingHistory returned = lesson.finetune("--epochs 3 --resume");

    assertThat(returned).isEqualTo(first);
    assertThat(lesson.notebook.left()).hasSize(1);
    assertThat(lesson.firstLine()).isEqualTo(first.subject());
    assertThat(lesson.output())
        .contains("run 1 had ended; it is returned without training, and its weights are live");
    assertThat(Results.model().weightsHash()).isEqualTo(weights);
    assertThat(Results.history()).isEqualTo(first);
    assertThat(lesson.runs()).containsExactly("1");
    assertThat(lesson.run("%evaluate")).isNotNull();
  }

  @Test
  void aRunThatWasCutOffIsFinishedFromItsCheckpoint() throws IOException {
    TrainingHistory whole = lesson.finetune("--epochs 6");
    lesson.cells("%graft clean --keep 0", "%pretrained graft-nano");
    assertThat(cutOff().outcome()).isEqualTo(Outcome.INTERRUPTED);

    TrainingHistory resumed = lesson.finetune("--epochs 6 --resume");

    assertThat(resumed.start()).isEqualTo("resumes run 2 at epoch 4");
    assertThat(lesson.lastOutput()).contains("run 2 · resumes run 2 at epoch 4 · finished");
    assertThat(numbers(resumed)).isEqualTo(numbers(whole));
    assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
    assertThat(lesson.runs()).containsExactly("2");
  }

  @Test
  void aCutOffRunIsFinishedInANewKernel() {
    cutOff();
    lesson.close();
    lesson = new Lesson(folder);
    lesson.run("%data " + Lesson.LEAVES);

    TrainingHistory resumed = lesson.finetune("--epochs 6 --resume --as tuned");
    TrainingHistory unnamed = lesson.finetune("--epochs 6 --resume");

    assertThat(resumed.start()).as("another name is another run").doesNotStartWith("resumes");
    assertThat(unnamed.start()).isEqualTo("resumes run 1 at epoch 4");
  }

  @Test
  void whereThereIsNothingToResumeTheRunStartsAnew() {
    TrainingHistory history = lesson.finetune("--epochs 2 --resume");

    assertThat(history.start()).isEqualTo("from pretrained weights");
    assertThat(history.epochs()).hasSize(2);
    assertThat(lesson.output()).doesNotContain("without training");
  }

  @Test
  void continuationIsResumedToo() {
    lesson.finetune("--epochs 1");

    TrainingHistory history = lesson.finetune("--epochs 2 --continue --resume");

    assertThat(history.start()).isEqualTo("continues run 1");
    assertThat(history.outcome()).isEqualTo(Outcome.FINISHED);
  }

  @Test
  void withoutResumeACutOffRunStartsAnew() {
    cutOff();

    assertThat(lesson.finetune("--epochs 6").start()).isEqualTo("from pretrained weights");
  }

  @Test
  void runsSayWhatCanBeResumed() throws IOException {
    cutOff();

    lesson.run("%graft runs");
    assertThat(lesson.output())
        .containsPattern("1 +run 1 +graft-nano .* +interrupted; --resume finishes it +3 ");

    lesson.finetune("--epochs 6 --resume");
    lesson.run("%graft runs");
    assertThat(lesson.output()).containsPattern(" finished +6 ").doesNotContain("--resume");
  }

  @Test
  void killedRunsAreListedAndCleaned() throws IOException {
    lesson.finetune("--epochs 1");
    Path killed = folder.resolve(".graft/unfinished/0123456789abcdef");
    Files.createDirectories(killed);
    Files.writeString(killed.resolve("epoch-7.safetensors"), "weights");

    lesson.run("%graft runs");
    assertThat(lesson.output()).containsPattern("– +– +– +killed; --resume finishes it +7 +– +–");

    lesson.run("%graft clean");
    assertThat(lesson.output()).startsWith("removed the checkpoints of cut-off runs: 1");
    assertThat(killed).doesNotExist();
    assertThat(lesson.runs()).containsExactly("1");
  }

  @Test
  void cleaningKeepsWhatAKeptRunIsResumedFrom() {
    cutOff();

    lesson.run("%graft clean --keep 1");
    assertThat(lesson.output()).startsWith("nothing to remove: 1 or fewer runs are kept");
    assertThat(lesson.finetune("--epochs 6 --resume").start())
        .isEqualTo("resumes run 1 at epoch 4");
  }

  @Test
  void cleaningARunTakesItsCheckpointsToo() {
    cutOff();

    lesson.run("%graft clean --keep 0");

    assertThat(lesson.output())
        .startsWith(
            "removed runs [1], kept the last 0; removed the checkpoints of cut-off runs: 1");
    assertThat(lesson.finetune("--epochs 6 --resume").start()).isEqualTo("from pretrained weights");
  }

  /** Asks a run to stop after the first batch of an epoch. */
  private static final class StopInEpoch implements RunListener {

    private final int epoch;
    private boolean stop;

    StopInEpoch(int epoch) {
      this.epoch = epoch;
    }

    @Override
    public void batchEnded(TrainingHistory history, BatchProgress progress) {
      stop = progress.epoch() == epoch;
    }

    @Override
    public boolean stopRequested() {
      return stop;
    }
  }
}
