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

class AtomicFileTest {

  private static final byte[] FORMER = "former".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void fullDiskLeavesTheFormerFileAndNothingElse() throws IOException {
    Path file = Files.write(folder.resolve("w"), FORMER);
    IOException full = new IOException("No space left on device");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw full;
                    }))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "cannot write %s: No space left on device; what was there before is unchanged"
                .formatted(file))
        .hasCause(full);
    assertThat(file).hasBinaryContent(FORMER);
    assertThat(folder.toFile().list()).containsExactly("w");
  }

  @Test
  void mistakeInTheContentLeavesTheFormerFileAndNothingElse() throws IOException {
    Path file = Files.write(folder.resolve("w"), FORMER);

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      throw new IllegalStateException("no more numbers");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no more numbers");
    assertThat(file).hasBinaryContent(FORMER);
    assertThat(folder.toFile().list()).containsExactly("w");
  }

  @Test
  void nameOfAFolderIsRefused() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));

    assertThatThrownBy(() -> AtomicFile.write(taken, out -> out.write(1)))
        .isInstanceOf(GraftException.class)
        .hasMessageStartingWith("cannot write %s: ".formatted(taken));
    assertThat(folder.toFile().list()).containsExactly("taken");
  }

  @Test
  void bareNameLiesInTheWorkingFolder() throws IOException {
    Path bare = Path.of("AtomicFileTest.bare");

    try {
      AtomicFile.write(bare, out -> out.write(FORMER));

      assertThat(bare.toAbsolutePath()).hasBinaryContent(FORMER);
    } finally {
      Files.deleteIfExists(bare);
    }
  }
}
