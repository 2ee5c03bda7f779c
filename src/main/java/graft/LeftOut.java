package graft;

import graft.data.DataProblem;
import graft.data.LabeledDataset;
import graft.data.Part;
import java.util.List;
import java.util.stream.Collectors;

/** Says which examples of a data set are missing from every number, and why. */
final class LeftOut {

  private LeftOut() {}

  /** Returns a sentence a reason, with counts and the first names. */
  static List<String> sentences(LabeledDataset data) {
    return data.problems().stream()
        .filter(DataProblem::leavesOut)
        .map(DataProblem::message)
        .toList();
  }

  /** Returns all names with their reasons, for a record; empty where nothing is left out. */
  static String list(LabeledDataset data) {
    return data.problems().stream()
        .filter(DataProblem::leavesOut)
        .flatMap(problem -> problem.details().stream())
        .collect(Collectors.joining("; "));
  }

  /**
   * Refuses to train where a class would have nothing to learn from.
   *
   * @param opened what the user opened
   * @param readable what is left of it
   * @throws IllegalArgumentException naming the first such class, why it is empty and the way out
   */
  static void requireEveryClass(LabeledDataset opened, LabeledDataset readable) {
    List<Integer> left = readable.counts(Part.TRAIN);
    for (int label = 0; label < left.size(); label++) {
      if (left.get(label) == 0) {
        throw new IllegalArgumentException(
            "training needs pictures of every class, received none of '%s' in train: %s"
                .formatted(readable.classes().get(label), reason(opened, readable, label)));
      }
    }
  }

  private static String reason(LabeledDataset opened, LabeledDataset readable, int label) {
    if (opened.counts(Part.TRAIN).get(label) == 0) {
      return "its folder there is empty or missing; add pictures to it, or take the class out of"
          + " the other parts";
    }
    List<String> lost = sentences(readable);
    lost = lost.subList(sentences(opened).size(), lost.size());
    return String.join("; ", lost)
        + "; mend them, or open the data again with %data, which leaves out a class without pictures";
  }
}
