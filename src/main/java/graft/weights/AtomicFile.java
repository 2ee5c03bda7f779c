package graft.weights;

import graft.GraftException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Writes a file completely or not at all: into a temporary sibling that no other process uses, then
 * to the disk, then under its name in one step. Whoever reads the name sees the old or the new
 * content, never a part.
 */
final class AtomicFile {

  private AtomicFile() {}

  /** Writes the content of a file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces {@code file}.
   *
   * @throws GraftException if it cannot be written; what was there before is unchanged, and nothing
   *     is left beside it
   */
  static void write(Path file, Content content) {
    Path temporary = file.toAbsolutePath().resolveSibling(".graft-" + UUID.randomUUID() + ".tmp");
    try {
      Files.createFile(temporary);
      try {
        fill(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new GraftException(
          "cannot write %s: %s; what was there before is unchanged".formatted(file, Reason.of(e)),
          e);
    }
  }

  /** Uses a stream, not a channel: an interrupt would close a channel and lose the weights. */
  private static void fill(Path temporary, Content content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      content.writeTo(out);
      out.getFD().sync();
    }
  }
}
