package graft.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.GraftException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashTest {

  @TempDir Path folder;

  @Test
  void hashesArePublishedOnes() {
    assertThat(FileHash.sha256(new byte[0]))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(FileHash.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void millionTimesTheLetterAInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "a".repeat(1_000_000));

    assertThat(FileHash.sha256(file))
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }

  @Test
  void missingFileIsNamed() {
    Path file = folder.resolve("absent");

    assertThatThrownBy(() -> FileHash.sha256(file))
        .isInstanceOf(GraftException.class)
        .hasMessage("cannot hash %s: there is no such file".formatted(file));
  }
}
