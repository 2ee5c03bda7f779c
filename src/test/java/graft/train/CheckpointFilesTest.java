package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.tensor.LazyTensor;
import graft.train.CheckpointFiles.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFilesTest {

  @TempDir private Path home;

  private TinyCheckpoints checkpoints;

  @BeforeEach
  void open() {
    checkpoints = new TinyCheckpoints(home.resolve("run"));
  }

  @AfterEach
  void close() {
    checkpoints.close();
  }

  @Test
  void nothingIsKeptYet() {
    assertThat(checkpoints.files().newest()).isEmpty();
    assertThat(checkpoints.files().warnings()).isEmpty();
  }

  @Test
  void savedCheckpointComesBackWhole() {
    RunProgress progress = TinyCheckpoints.progress(2);
    checkpoints.files().save(progress, checkpoints.tensors(1.5f, -0f));

    Checkpoint newest = checkpoints.files().newest().orElseThrow();
    Map<String, NDArray> target = checkpoints.arrays(0, 0);
    newest.copyInto(target);

    assertThat(newest.progress()).isEqualTo(progress);
    assertThat(newest.progress().epochs().get(0).values().keySet())
        .containsExactly("training loss", "validation loss", "validation accuracy");
    assertThat(target.get("live/a").toFloatArray()).isEqualTo(new float[] {1.5f, -0f});
    assertThat(target.get("optimizer/b").toFloatArray()).isEqualTo(new float[] {-1.5f});
  }

  @Test
  void numbersThatAreNoneComeBack() {
    checkpoints
        .files()
        .save(
            TinyCheckpoints.progress(1, Double.NaN),
            checkpoints.tensors(Float.NaN, Float.NEGATIVE_INFINITY));

    Checkpoint newest = checkpoints.files().newest().orElseThrow();
    Map<String, NDArray> target = checkpoints.arrays(0, 0);
    newest.copyInto(target);

    assertThat(newest.progress().epochs().get(0).values().get("training loss")).isNaN();
    assertThat(target.get("live/a").toFloatArray())
        .isEqualTo(new float[] {Float.NaN, Float.NEGATIVE_INFINITY});
  }

  @Test
  void twoNewestAreKept() {
    checkpoints.save(9, 10, 11);

    assertThat(checkpoints.names()).containsExactly("epoch-10.safetensors", "epoch-11.safetensors");
    assertThat(checkpoints.newestEpoch()).hasValue(11);
  }

  @Test
  void sameEpochIsReplaced() {
    checkpoints.save(1, 2);
    checkpoints.files().save(TinyCheckpoints.progress(2), checkpoints.tensors(5, 6));

    Map<String, NDArray> target = checkpoints.arrays(0, 0);
    checkpoints.files().newest().orElseThrow().copyInto(target);

    assertThat(checkpoints.names()).hasSize(2);
    assertThat(target.get("live/a").toFloatArray()).containsExactly(5, 6);
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    checkpoints.save(1);
    Files.writeString(checkpoints.folder().resolve("notes.txt"), "mine");
    Files.writeString(checkpoints.folder().resolve("epoch-x.safetensors"), "mine");
    Files.writeString(checkpoints.folder().resolve("epoch-99.safetensors.bak"), "mine");

    checkpoints.save(2, 3);

    assertThat(checkpoints.newestEpoch()).hasValue(3);
    assertThat(checkpoints.names())
        .containsExactly(
            "epoch-2.safetensors",
            "epoch-3.safetensors",
            "epoch-99.safetensors.bak",
            "epoch-x.safetensors",
            "notes.txt");
  }

  @Test
  void fileInPlaceOfTheFolder() throws IOException {
    Files.writeString(checkpoints.folder(), "");

    assertThatThrownBy(() -> checkpoints.save(1))
        .isInstanceOf(GraftException.class)
        .hasMessageStartingWith(
            "folder of checkpoints %s cannot be made: ".formatted(checkpoints.folder()));
  }

  @Test
  void folderWithoutPermissionKeepsWhatIsThere() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write anywhere");
    assumeTrue(
        Files.getFileStore(home).supportsFileAttributeView("posix"), "no permissions to take");
    checkpoints.save(1);
    assertThat(checkpoints.folder().toFile().setWritable(false)).isTrue();

    assertThatThrownBy(() -> checkpoints.save(2))
        .isInstanceOf(GraftException.class)
        .hasMessageEndingWith("permission denied; what was there before is unchanged");

    assertThat(checkpoints.newestEpoch()).hasValue(1);
  }

  @Test
  void whatAKilledProcessWasWritingIsRemoved() throws IOException {
    checkpoints.save(1);
    Files.writeString(checkpoints.folder().resolve(".graft-1234.tmp"), "half");

    assertThat(checkpoints.newestEpoch()).hasValue(1);

    assertThat(checkpoints.names()).containsExactly("epoch-1.safetensors");
  }

  @Test
  void checkpointWithinAnEpochIsNewerThanTheEpochBefore() {
    checkpoints.save(2);
    checkpoints.files().save(TinyCheckpoints.within(2, 11), checkpoints.tensors(1, 2));
    checkpoints.files().save(TinyCheckpoints.within(2, 9), checkpoints.tensors(1, 2));

    assertThat(checkpoints.names())
        .containsExactly("epoch-2-step-11.safetensors", "epoch-2-step-9.safetensors");
    RunProgress newest = checkpoints.files().newest().orElseThrow().progress();
    assertThat(newest).isEqualTo(TinyCheckpoints.within(2, 11));
    assertThat(newest.next()).isEqualTo("epoch 3, batch 12");
    checkpoints.save(3);
    assertThat(checkpoints.newestEpoch()).hasValue(3);
  }

  @Test
  void makingRoomLeavesTheNewest() {
    checkpoints.save(1, 2);

    checkpoints.files().makeRoom();

    assertThat(checkpoints.names()).containsExactly("epoch-2.safetensors");
  }

  @Test
  void numbersOfAnUnfinishedEpochComeBack() {
    Map<String, LazyTensor> tensors = checkpoints.tensors(1, 2);
    tensors.put("said/a/fc", LazyTensor.of(FloatTensor.of(3, 4)));

    checkpoints.files().save(TinyCheckpoints.within(0, 1), tensors);

    assertThat(checkpoints.files().newest().orElseThrow().read("said/"))
        .containsExactly(Map.entry("a/fc", FloatTensor.of(3, 4)));
    assertThat(CheckpointFiles.epochs(checkpoints.folder())).hasValue(0);
  }

  @Test
  void clearingRemovesTheFolder() {
    checkpoints.save(1, 2);

    checkpoints.files().clear();

    assertThat(checkpoints.folder()).doesNotExist();
    checkpoints.files().clear();
  }

  @Test
  void nextOneIsDueAfterThePause() {
    CheckpointFiles patient =
        new CheckpointFiles(checkpoints.folder(), Pace.atLeast(3600), () -> Map.of("seed", "42"));

    assertThat(patient.dueAfterEpoch()).isTrue();
    patient.save(TinyCheckpoints.progress(1), checkpoints.tensors(1, 2));
    assertThat(patient.dueAfterEpoch()).isFalse();
    assertThat(patient.dueAfterStep()).isFalse();
    assertThat(checkpoints.files().dueAfterEpoch()).isTrue();
  }

  /** However long writing one takes, the next one waits no longer than it may. */
  @Test
  void longestPauseHoldsWhateverWritingTakes() {
    CheckpointFiles slow =
        new CheckpointFiles(checkpoints.folder(), new Pace(1e-9, 0, false), Map::of);
    Map<String, LazyTensor> tensors = checkpoints.tensors(1, 2);
    tensors.put(
        "slow",
        new LazyTensor(
            new long[] {1},
            () -> {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
              return FloatTensor.of(1);
            }));

    slow.save(TinyCheckpoints.progress(1), tensors);

    assertThat(slow.dueAfterEpoch()).isTrue();
    assertThat(slow.dueAfterStep()).isTrue();
  }

  @Test
  void failureIsNotTriedAgainAtOnce() throws IOException {
    Files.writeString(checkpoints.folder(), "");
    CheckpointFiles patient =
        new CheckpointFiles(checkpoints.folder(), Pace.atLeast(3600), Map::of);

    assertThatThrownBy(() -> patient.save(TinyCheckpoints.progress(1), checkpoints.tensors(1, 2)))
        .isInstanceOf(GraftException.class);

    assertThat(patient.dueAfterEpoch()).isFalse();
  }
}
