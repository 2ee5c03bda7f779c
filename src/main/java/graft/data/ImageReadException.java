package graft.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says why a file could not be read as a picture; the message is the reason, without the file. */
public final class ImageReadException extends IOException {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  /**
   * @param reason which kind of failure this is
   * @param message continues a sentence that begins with the file, for example {@code "is empty"}
   */
  public ImageReadException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * @param reason which kind of failure this is
   * @param message continues a sentence that begins with the file, for example {@code "is empty"}
   * @param cause what the decoder said, where it said anything
   */
  public ImageReadException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns which kind of failure this is. */
  public Reason reason() {
    return reason;
  }

  /** The kinds of failures. */
  public enum Reason {
    /** Not a picture, or a damaged one. */
    BROKEN,
    /** A sound picture of a kind that cannot be decoded in Java, such as HEIC. */
    UNSUPPORTED,
    /** A picture with more pixels than are decoded. */
    TOO_LARGE
  }
}
