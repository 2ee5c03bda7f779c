package graft.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds one thing that is wrong with a data set, and what to do about it.
 *
 * @param kind what it is
 * @param message one sentence with counts and names, lower case, no full stop
 * @param examples the files or ids that it concerns, in order
 * @param reasons a few words for each of them; empty where the message says it of all
 */
public record DataProblem(Kind kind, String message, List<String> examples, List<String> reasons) {

  /** Copies the lists. */
  public DataProblem {
    examples = List.copyOf(examples);
    reasons = List.copyOf(reasons);
  }

  /** Holds a problem whose message says all. */
  public DataProblem(Kind kind, String message, List<String> examples) {
    this(kind, message, examples, List.of());
  }

  /**
   * Says whether examples of the user's are missing because of it. What systems leave behind and
   * files that are no pictures are none.
   */
  public boolean leavesOut() {
    return switch (kind) {
      case UNREADABLE, UNSUPPORTED, TOO_LARGE, EMPTY_CLASS -> true;
      case OTHER, LEFTOVER, LAYOUT, DUPLICATE, NEAR_DUPLICATE, TINY_CLASS -> false;
    };
  }

  /** Returns all that it concerns, each with its reason where there is one. */
  public List<String> details() {
    List<String> details = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      details.add(
          reasons.isEmpty()
              ? examples.get(i)
              : "%s (%s)".formatted(examples.get(i), reasons.get(i)));
    }
    return details;
  }

  /** The kinds of problems. */
  public enum Kind {
    /** A file of a kind that should be readable is not. */
    UNREADABLE,
    /** A kind that Java cannot read, such as HEIC. */
    UNSUPPORTED,
    /** A picture whose header announces more pixels than are decoded. */
    TOO_LARGE,
    /** A file that is no picture, or lies beside the folders of the classes. */
    OTHER,
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
