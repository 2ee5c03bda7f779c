package graft.data;

import java.util.Arrays;

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

  /**
   * Returns the part of a short name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Part labelled(String label) {
    return Arrays.stream(values())
        .filter(part -> part.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("part must be train, val or test, received " + label));
  }
}
