package graft;

import org.jspecify.annotations.Nullable;

/** Says that the world failed: a file, a disk, a download, a native library. */
public final class GraftException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message reads well after a colon. */
  public GraftException(String message) {
    super(message);
  }

  /** Makes an exception whose message reads well after a colon. */
  public GraftException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
