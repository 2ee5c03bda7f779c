package graft.data;

import graft.tensor.FloatTensor;
import java.util.List;
import java.util.Set;

/** What is to be learned of an example. */
public sealed interface Target {

  /** Exactly one class, by its index in the data set's list of classes. */
  record OneClass(int index) implements Target {}

  /** Any number of classes at once. */
  record ClassSet(Set<Integer> indices) implements Target {

    /** Copies the set. */
    public ClassSet {
      indices = Set.copyOf(indices);
    }
  }

  /** A weight a class, for example a teacher's probabilities: [classes]. */
  record Soft(FloatTensor weights) implements Target {}

  /** One class a position, for example a tag a token. */
  record Tags(List<Integer> indices) implements Target {

    /** Copies the list. */
    public Tags {
      indices = List.copyOf(indices);
    }
  }

  /** A stretch of the input, from the first position to the one after the last. */
  record Span(int start, int end) implements Target {}

  /** Rectangles with a class each. */
  record Boxes(List<Box> boxes) implements Target {

    /** Copies the list. */
    public Boxes {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * A rectangle, as shares of the picture's width and height, from the top left.
   *
   * @param classIndex its class
   */
  record Box(int classIndex, double left, double top, double right, double bottom) {}

  /** A sequence of symbols that is aligned with nothing, for example a transcript. */
  record Sequence(List<Integer> indices) implements Target {

    /** Copies the list. */
    public Sequence {
      indices = List.copyOf(indices);
    }
  }

  /** Numbers to come close to: [outputs]. */
  record Values(FloatTensor values) implements Target {}

  /** Nothing: an example without a label. */
  record None() implements Target {}
}
