package graft.train;

/** How a run ended. */
public enum Outcome {
  /** It still runs. */
  RUNNING("running"),
  /** All epochs were trained, or the metric stalled. */
  FINISHED("finished"),
  /** The user stopped it. */
  INTERRUPTED("interrupted"),
  /** It went wrong. */
  FAILED("failed");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** Returns the word that outputs use. */
  public String word() {
    return word;
  }
}
