package graft.data;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

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
    boolean nested = layout.partFolders().isEmpty() && tree.foldersIn(only).size() >= 2;
    return nested ? "did you mean %s%s?".formatted(tree.shown(), Names.shown(only)) : REMEDY;
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
