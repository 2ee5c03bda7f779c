package graft.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the folders of a data set mean.
 *
 * @param parts the folder that holds the class folders of each part, or words for where it lies;
 *     empty where the parts are not ready-made
 * @param classFolders label of each class folder by its path
 * @param files what lies below a class folder
 * @param strays what lies beside the class folders
 * @param notes what the folders were taken for, where that is not plain, one sentence each
 */
record Layout(
    Map<Part, String> parts,
    SortedMap<String, String> classFolders,
    List<Placed> files,
    List<String> strays,
    List<String> notes) {

  /**
   * A file with the label and the part that its folders give it.
   *
   * @param part null where parts are not ready-made
   */
  record Placed(StoredFile file, String label, @Nullable Part part) {}

  /** A class folder. */
  record ClassFolder(String path, String name, @Nullable Part part) {}

  /**
   * Finds parts and classes.
   *
   * @param division what the user said of the parts
   * @throws IllegalArgumentException if it is not clear which folders are parts, with the options
   *     that say it
   */
  static Layout of(FileTree tree, Division division) {
    return new LayoutFinder(tree, division).find();
  }

  /** Places the files of a tree in its class folders. */
  static Layout of(
      FileTree tree, Map<Part, String> parts, List<ClassFolder> folders, List<String> notes) {
    SortedMap<String, String> names = new TreeMap<>();
    SortedMap<String, ClassFolder> byPath = new TreeMap<>();
    for (ClassFolder folder : folders) {
      names.put(folder.path(), folder.name());
      byPath.put(folder.path(), folder);
    }
    ClassNames labels = ClassNames.of(names);
    List<Placed> placed = new ArrayList<>();
    List<String> strays = new ArrayList<>(tree.besides().outside());
    for (StoredFile file : tree.files()) {
      ClassFolder folder = around(file.path(), byPath);
      if (folder == null) {
        strays.add(file.path());
      } else {
        placed.add(new Placed(file, labels.labels().get(folder.path()), folder.part()));
      }
    }
    List<String> all = new ArrayList<>(notes);
    all.addAll(labels.notes());
    return new Layout(parts, labels.labels(), placed, strays.stream().sorted().toList(), all);
  }

  private static @Nullable ClassFolder around(String path, SortedMap<String, ClassFolder> folders) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      ClassFolder folder = folders.get(path.substring(0, slash));
      if (folder != null) {
        return folder;
      }
    }
    return null;
  }

  /** Says whether the parts are those of the data set. */
  boolean isReadyMade() {
    return !parts.isEmpty();
  }

  /** Returns for example {@code ready-made}, and which folders that means where it is not plain. */
  String origin() {
    boolean plain =
        parts.entrySet().stream()
            .allMatch(each -> LayoutFinder.isPlain(each.getKey(), each.getValue()));
    if (plain) {
      return "ready-made";
    }
    List<String> from = new ArrayList<>();
    parts.forEach((part, folder) -> from.add(part.label() + " " + Names.shown(folder)));
    return "ready-made (%s)".formatted(String.join(", ", from));
  }
}
