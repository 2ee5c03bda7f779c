package graft.kernel.install;

import graft.weights.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files where their folders need not be there yet. */
final class InstalledFiles {

  private InstalledFiles() {}

  /** Copies a file unless the same one lies there. */
  static void copy(Path from, Path to) throws IOException {
    if (!isSame(from, to)) {
      makeFolder(to);
      AtomicFile.copy(from, to);
    }
  }

  static void write(Path to, String text) throws IOException {
    makeFolder(to);
    AtomicFile.write(to, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Size and time are enough: a copy takes its time from the original. */
  private static boolean isSame(Path from, Path to) throws IOException {
    return Files.exists(to)
        && (Files.isSameFile(from, to)
            || Files.size(from) == Files.size(to)
                && Files.getLastModifiedTime(from).equals(Files.getLastModifiedTime(to)));
  }

  private static void makeFolder(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
  }
}
