package graft.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
        .isSameAs(full);
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
        .isInstanceOf(IOException.class)
        .hasMessage("%s: is a folder".formatted(taken));
    assertThat(folder.toFile().list()).containsExactly("taken");
  }

  @Test
  void linkStaysAndWhatItLeadsToIsReplaced() throws IOException {
    Path file = Files.write(folder.resolve("w"), FORMER);
    Path link = folder.resolve("link");
    try {
      Files.createSymbolicLink(link, file);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no links here: " + e);
    }

    AtomicFile.write(link, new byte[] {1});

    assertThat(link).isSymbolicLink();
    assertThat(file).hasBinaryContent(new byte[] {1});
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("w", "link");
  }

  @Test
  void deviceIsRefused() {
    Path device = Path.of("/dev/full");
    assumeTrue(Files.exists(device), "no device to write to");

    assertThatThrownBy(() -> AtomicFile.write(device, new byte[] {1}))
        .isInstanceOf(IOException.class)
        .hasMessage("/dev/full: is not a file");
  }

  @Test
  void copyKeepsItsTime() throws IOException {
    Path file = Files.write(folder.resolve("w"), FORMER);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

    AtomicFile.copy(file, folder.resolve("copy"));

    assertThat(folder.resolve("copy")).hasBinaryContent(FORMER);
    assertThat(Files.getLastModifiedTime(folder.resolve("copy")).toMillis()).isEqualTo(1_000_000);
  }

  @Test
  void whatAKilledWriterLeavesIsKnown() {
    assertThat(AtomicFile.isLeftover(Path.of("x", ".graft-1234.tmp"))).isTrue();
    assertThat(AtomicFile.isLeftover(Path.of("x", "notes.tmp"))).isFalse();
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
