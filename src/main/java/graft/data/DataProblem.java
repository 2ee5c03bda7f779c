package graft.data;

import java.util.List;

/**
 * Holds one thing that is wrong with a data set, and what to do about it.
 *
 * @param kind what it is
 * @param message one sentence with counts and names, lower case, no full stop
 * @param examples the files or ids that it concerns, in order
 */
public record DataProblem(Kind kind, String message, List<String> examples) {

  /** Copies the list. */
  public DataProblem {
    examples = List.copyOf(examples);
  }

  /** The kinds of problems. */
  public enum Kind {
    /** A file of a kind that should be readable is not. */
    UNREADABLE,
    /** A kind that Java cannot read, such as HEIC. */
    UNSUPPORTED,
    /** A picture whose header announces more pixels than are decoded. */
    TOO_LARGE,
    /** What is hidden, or left behind by systems, file servers and programs. */
    LEFTOVER,
    /** What folders were taken for where that is not plain. */
    LAYOUT,
    /** The same content in two parts of a ready-made split, or under two labels. */
    DUPLICATE,
    /** A picture that differs from another only in how it is stored. */
    NEAR_DUPLICATE,
    /** A class without any readable example. */
    EMPTY_CLASS,
    /** A class with too few examples to split or to measure. */
    TINY_CLASS
  }
}
