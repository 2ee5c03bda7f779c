package graft.kernel.install;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that a reader sees the old or the new one, never half of one. */
final class AtomicFiles {

  private AtomicFiles() {}

  static void copy(Path from, Path to) throws IOException {
    if (isSame(from, to)) {
      return;
    }
    Path part = part(to);
    try {
      Files.copy(
          from, part, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      move(part, to);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  static void write(Path to, String text) throws IOException {
    Path part = part(to);
    try {
      Files.writeString(part, text);
      move(part, to);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Size and time are enough: a copy takes its time from the original. */
  private static boolean isSame(Path from, Path to) throws IOException {
    return Files.exists(to)
        && (Files.isSameFile(from, to)
            || Files.size(from) == Files.size(to)
                && Files.getLastModifiedTime(from).equals(Files.getLastModifiedTime(to)));
  }

  private static Path part(Path to) throws IOException {
    Path folder = to.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    return folder.resolve(to.getFileName() + ".part");
  }

  private static void move(Path part, Path to) throws IOException {
    try {
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException network) {
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
