package graft.data;

/** The parts of a data set. */
public enum Part {
  /** What is trained on. */
  TRAIN("train"),
  /** What decisions are made on: best epoch, early stopping, comparisons. */
  VALIDATION("val"),
  /** What is opened last, and counted. */
  TEST("test");

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /** Returns the short name that users type and read. */
  public String label() {
    return label;
  }
}
