package graft.kernel;

import graft.GraftException;

/**
 * Ends a magic with one sentence for its user.
 *
 * <p>An {@code Error} without a trace, because both kernels catch every exception of a magic, wrap
 * it and print all traces of the chain, which tells somebody who mistyped an option nothing. This
 * passes as it is, and is printed as one line.
 */
public final class MagicError extends Error {

  private static final long serialVersionUID = 1L;

  private MagicError(String message) {
    super(message, null, false, false);
  }

  /** Returns whether an exception was worded for the user, rather than being a fault of Graft's. */
  static boolean isWorded(RuntimeException error) {
    Class<?> type = error.getClass();
    boolean ownType =
        type == IllegalArgumentException.class
            || type == IllegalStateException.class
            || error instanceof GraftException;
    return ownType && error.getMessage() != null;
  }

  static MagicError of(String magic, RuntimeException error) {
    return new MagicError("%" + magic + ": " + error.getMessage());
  }
}
