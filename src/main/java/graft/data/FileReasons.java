package graft.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Puts into words why a file could not be read or written. */
public final class FileReasons {

  private FileReasons() {}

  /** Returns a few words without the file's name, which Java's own messages consist of. */
  public static String of(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "is a file";
    }
    if (e instanceof FileSystemLoopException) {
      return "link leads back to itself";
    }
    String message = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
