package graft.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Tells what the folders of a data set mean.
 *
 * @param partFolders the folder of each part; empty where the top holds the class folders
 * @param classFolders label of each class folder by its path
 * @param files what lies below a class folder
 * @param strays what lies beside the class folders
 */
record Layout(
    Map<Part, String> partFolders,
    SortedMap<String, String> classFolders,
    List<Placed> files,
    List<String> strays) {

  private static final Map<String, Part> PART_NAMES =
      Map.of(
          "train", Part.TRAIN,
          "val", Part.VALIDATION,
          "valid", Part.VALIDATION,
          "validation", Part.VALIDATION,
          "test", Part.TEST);

  /** A file with the label that its class folder gives it. */
  record Placed(StoredFile file, String label) {}

  /**
   * Finds parts and classes: {@code train} together with {@code val} or {@code test} are ready-made
   * parts, every other folder at the top is a class.
   *
   * @throws IllegalArgumentException if two folders claim to be the same part
   */
  static Layout of(FileTree tree) {
    Map<Part, String> parts = parts(tree);
    SortedMap<String, String> classes = new TreeMap<>();
    List<String> parents = parts.isEmpty() ? List.of("") : List.copyOf(parts.values());
    for (String parent : parents) {
      for (String label : tree.foldersIn(parent)) {
        classes.put(parent.isEmpty() ? label : parent + "/" + label, label);
      }
    }
    List<Placed> files = new ArrayList<>();
    List<String> strays = new ArrayList<>();
    for (StoredFile file : tree.files()) {
      Optional<String> label = label(file.path(), parts.isEmpty() ? 1 : 2, classes);
      label.ifPresentOrElse(
          found -> files.add(new Placed(file, found)), () -> strays.add(file.path()));
    }
    return new Layout(parts, classes, files, strays.stream().sorted().toList());
  }

  /** Returns the part that each class folder's path begins with. */
  Map<String, Part> partOfFolder() {
    Map<String, Part> result = new HashMap<>();
    partFolders.forEach((part, folder) -> result.put(folder, part));
    return result;
  }

  private static Map<Part, String> parts(FileTree tree) {
    Map<Part, String> found = new EnumMap<>(Part.class);
    SortedSet<String> top = tree.foldersIn("");
    for (String folder : top) {
      Part part = PART_NAMES.get(folder.toLowerCase(Locale.ROOT));
      String other = part == null ? null : found.put(part, folder);
      if (other != null) {
        throw new IllegalArgumentException(
            "data set needs one folder for %s, received '%s' and '%s' in %s; keep one of them"
                .formatted(part.label(), other, folder, tree.shown()));
      }
    }
    return found.containsKey(Part.TRAIN) && found.size() > 1 ? found : Map.of();
  }

  private static Optional<String> label(String path, int depth, SortedMap<String, String> classes) {
    int slash = -1;
    for (int i = 0; i < depth; i++) {
      slash = path.indexOf('/', slash + 1);
      if (slash < 0) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(classes.get(path.substring(0, slash)));
  }
}
