package graft.kernel;

/** Says that the kernel could not evaluate source which an adapter gave it. */
public final class GraftEvaluationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Keeps what the kernel threw.
   *
   * @param source what was evaluated
   * @param cause what the kernel threw
   */
  public GraftEvaluationException(String source, Throwable cause) {
    super("kernel could not evaluate \"" + source + "\"", cause);
  }
}
