package graft.data;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says why a folder or zip is no data set of at least two classes, and what to do. */
final class StructureErrors {

  private static final String REMEDY = "put the pictures of each class into a folder of its own";

  private StructureErrors() {}

  /**
   * Refuses what has fewer than two class folders.
   *
   * @throws IllegalArgumentException with one sentence
   */
  static void refuse(FileTree tree, Layout layout) {
    SortedSet<String> classes = new TreeSet<>(layout.classFolders().values());
    if (classes.size() >= 2) {
      return;
    }
    if (tree.files().isEmpty()) {
      throw new IllegalArgumentException(
          "data set needs at least 2 classes, received no file in %s; %s"
              .formatted(tree.shown(), REMEDY));
    }
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(
          "data set needs at least 2 classes, received %s and no class folder in %s; %s"
              .formatted(Names.count(tree.files().size(), "file", "files"), tree.shown(), REMEDY));
    }
    throw new IllegalArgumentException(
        "data set needs at least 2 classes, received 1 ('%s') in %s; %s"
            .formatted(
                Names.shown(classes.first()), tree.shown(), remedy(tree, classes.first(), layout)));
  }

  /** Folders within the only folder may be the classes that were meant. */
  private static String remedy(FileTree tree, String only, Layout layout) {
    boolean nested = !layout.isReadyMade() && tree.foldersIn(only).size() >= 2;
    return nested ? "did you mean %s?".formatted(tree.at(only)) : REMEDY;
  }

  /**
   * Refuses what was said of the parts and would have no effect.
   *
   * @throws IllegalArgumentException with one sentence
   */
  static void refuseWithoutEffect(String name, Layout layout, Division division) {
    if (!layout.isReadyMade()) {
      return;
    }
    String parts =
        layout.parts().entrySet().stream()
            .map(each -> "%s in %s".formatted(each.getKey().label(), Names.shown(each.getValue())))
            .collect(Collectors.joining(", "));
    division.rule().ifPresent(rule -> refuse("split " + rule, name, parts));
    if (division.saysSeed() && layout.parts().containsKey(Part.VALIDATION)) {
      refuse("seed " + division.seed(), name, parts);
    }
  }

  private static void refuse(String option, String name, String parts) {
    throw new IllegalArgumentException(
        "--%s has no effect, since %s has ready-made parts (%s); leave it out, or put all pictures of a class into one folder"
            .formatted(option, Names.shown(name), parts));
  }

  /** Says that the class folders hold too little that can be read. */
  static IllegalArgumentException tooFewReadable(
      FileTree tree, List<String> classes, List<DataProblem> problems) {
    String received =
        classes.isEmpty() ? "none" : "1 ('%s')".formatted(Names.shown(classes.get(0)));
    String reason = problems.isEmpty() ? "" : "; " + problems.get(0).message();
    return new IllegalArgumentException(
        "data set needs at least 2 classes with readable pictures, received %s in %s%s"
            .formatted(received, tree.shown(), reason));
  }
}
