package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDamageTest {

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
  void truncatedOneIsPassedOver() throws IOException {
    assertPassedOver(
        bytes -> Arrays.copyOf(bytes, bytes.length - 1),
        "tensors must fill the 11 bytes after the header, received 12");
  }

  @Test
  void emptyOneIsPassedOver() throws IOException {
    assertPassedOver(bytes -> new byte[0], "is damaged or no safetensors file");
  }

  @Test
  void otherContentIsPassedOver() throws IOException {
    assertPassedOver(bytes -> "not tensors".getBytes(), "is damaged or no safetensors file");
  }

  @Test
  void otherTensorsArePassedOver() throws IOException {
    checkpoints.save(1, 2);
    SafeTensors.write(
        checkpoints.folder().resolve("epoch-2.safetensors"),
        Map.of("a", FloatTensor.of(1)),
        Map.of());

    assertThat(checkpoints.newestEpoch()).hasValue(1);
  }

  @Test
  void flippedBitOfAnyByteIsFound() throws IOException {
    checkpoints.save(1, 2);
    Path file = checkpoints.folder().resolve("epoch-2.safetensors");
    byte[] sound = Files.readAllBytes(file);

    for (int i = 0; i < sound.length; i++) {
      byte[] flipped = sound.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      Files.write(file, flipped);
      CheckpointFiles files = checkpoints.files();

      Optional<Checkpoint> newest = files.newest();

      assertThat(newest.orElseThrow().progress().epochs()).as("byte %s", i).hasSize(1);
      assertThat(files.warnings()).hasSize(1);
    }
  }

  @Test
  void allDamaged() throws IOException {
    checkpoints.save(1, 2);
    for (String name : checkpoints.names()) {
      Files.write(checkpoints.folder().resolve(name), new byte[0]);
    }
    CheckpointFiles files = checkpoints.files();

    assertThat(files.newest()).isEmpty();
    assertThat(files.warnings()).hasSize(2);
  }

  @Test
  void checkpointOfAnotherNetworkChangesNothing() {
    checkpoints.files().save(TinyCheckpoints.progress(1), checkpoints.tensors(1, 2));
    Checkpoint checkpoint = checkpoints.files().newest().orElseThrow();
    Map<String, NDArray> other = checkpoints.arrays(0, 0);
    other.put("live/z", checkpoints.array(0));

    assertThatThrownBy(() -> checkpoint.copyInto(other))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "checkpoint epoch-1.safetensors does not fit this run: it has no 'live/z';"
                + " leave --resume out to start anew");
    assertThat(other.get("live/a").toFloatArray()).containsExactly(0, 0);
  }

  @Test
  void checkpointOfAnotherShapeChangesNothing() {
    checkpoints.files().save(TinyCheckpoints.progress(1), checkpoints.tensors(1, 2));
    Checkpoint checkpoint = checkpoints.files().newest().orElseThrow();
    Map<String, NDArray> other = checkpoints.arrays(0, 0);
    other.put("optimizer/b", checkpoints.array(0, 0));

    assertThatThrownBy(() -> checkpoint.copyInto(other))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "checkpoint epoch-1.safetensors does not fit this run: 'optimizer/b' has shape [1],"
                + " not [2]; leave --resume out to start anew");
    assertThat(other.get("live/a").toFloatArray()).containsExactly(0, 0);
  }

  /** Damages the newer of two. */
  private void assertPassedOver(Damage damage, String reason) throws IOException {
    checkpoints.save(1, 2);
    Path file = checkpoints.folder().resolve("epoch-2.safetensors");
    Files.write(file, damage.of(Files.readAllBytes(file)));
    CheckpointFiles files = checkpoints.files();

    Optional<Checkpoint> newest = files.newest();

    assertThat(newest.orElseThrow().progress().epochs()).hasSize(1);
    assertThat(files.warnings()).hasSize(1);
    assertThat(files.warnings().get(0))
        .startsWith("checkpoint epoch-2.safetensors is damaged and was passed over: ")
        .contains(reason);
  }

  /** Spoils a file. */
  private interface Damage {
    byte[] of(byte[] sound);
  }
}
