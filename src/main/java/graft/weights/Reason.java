package graft.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Words for what went wrong with a file, fit to follow its name and a colon. */
final class Reason {

  /** A hostile file decides what is quoted from it, so what is quoted has an end. */
  private static final int LONGEST = 300;

  private Reason() {}

  static String of(IOException failure) {
    String words = words(failure).lines().findFirst().orElse("");
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "...";
  }

  private static String words(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    if (failure instanceof JsonProcessingException json) {
      return "header must be JSON: " + json.getOriginalMessage();
    }
    if (failure instanceof CharacterCodingException) {
      return "header must be UTF-8";
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
