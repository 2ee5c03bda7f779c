package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import graft.GraftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    checkpoints.files().save(progress, checkpoints.arrays(1.5f, -0f));

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
            checkpoints.arrays(Float.NaN, Float.NEGATIVE_INFINITY));

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
    checkpoints.files().save(TinyCheckpoints.progress(2), checkpoints.arrays(5, 6));

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
  void clearingRemovesTheFolder() {
    checkpoints.save(1, 2);

    checkpoints.files().clear();

    assertThat(checkpoints.folder()).doesNotExist();
    checkpoints.files().clear();
  }

  @Test
  void nextOneIsDueAfterThePause() {
    CheckpointFiles patient =
        new CheckpointFiles(checkpoints.folder(), 3600, () -> Map.of("seed", "42"));

    assertThat(patient.due()).isTrue();
    patient.save(TinyCheckpoints.progress(1), checkpoints.arrays(1, 2));
    assertThat(patient.due()).isFalse();
    assertThat(checkpoints.files().due()).isTrue();
  }
}
