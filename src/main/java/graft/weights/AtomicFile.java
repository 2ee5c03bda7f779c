package graft.weights;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.UUID;

/**
 * Writes a file completely or not at all: into a temporary sibling that no other process uses, then
 * to the disk, then under its name in one step. Whoever reads the name sees the old or the new
 * content, never a part. Every file that Graft keeps is written here, but for those that grow while
 * they are used.
 */
public final class AtomicFile {

  private static final String PREFIX = ".graft-";
  private static final String ENDING = ".tmp";

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {

    /** Writes it all; the stream belongs to the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file, a link to one by what it leads to.
   *
   * @param file its folder exists
   * @throws IOException if it cannot be written; what was there before is unchanged, and nothing is
   *     left beside it
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = target(file);
    Path temporary = Files.createFile(sibling(target));
    try {
      fill(temporary, content);
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Replaces a file by some bytes; see {@link #write(Path, Content)}. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, out -> out.write(content));
  }

  /** Replaces a file by a copy of another one, which keeps the time of its last change. */
  public static void copy(Path from, Path file) throws IOException {
    FileTime changed = Files.getLastModifiedTime(from);
    write(file, out -> Files.copy(from, out));
    Files.setLastModifiedTime(file, changed);
  }

  /** Returns whether a file is what a process that was killed while it wrote has left. */
  public static boolean isLeftover(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(ENDING);
  }

  private static Path target(Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      String what = Files.isDirectory(target) ? "is a folder" : "is not a file";
      throw new FileSystemException(file.toString(), null, what);
    }
    return target;
  }

  private static Path sibling(Path target) {
    return target.resolveSibling(PREFIX + ProcessMark.own() + "-" + UUID.randomUUID() + ENDING);
  }

  /** Uses a stream, not a channel: an interrupt would close a channel and lose the weights. */
  private static void fill(Path temporary, Content content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      content.writeTo(out);
      out.getFD().sync();
    }
  }

  private static void move(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // some network file systems; the content is whole already
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
