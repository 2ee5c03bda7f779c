package graft.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds all that lies below a folder or in a zip.
 *
 * @param shown how messages call it, for example {@code photos/}, {@code photos.zip} or {@code
 *     photos.zip!/inner/}
 * @param folders relative paths with {@code /}, empty folders included
 * @param files in any order
 * @param closed folders that could not be listed, each with the reason
 * @param besides what is none of the data
 */
record FileTree(
    String shown,
    SortedSet<String> folders,
    List<StoredFile> files,
    SortedMap<String, String> closed,
    Besides besides) {

  /**
   * Paths of what is left out before anything is looked at.
   *
   * @param leftovers what systems and programs leave behind, and what is hidden; of a folder only
   *     the folder itself
   * @param outside files that lie beside the one folder around everything
   */
  record Besides(SortedSet<String> leftovers, SortedSet<String> outside) {

    static final Besides NOTHING = new Besides(new TreeSet<>(), new TreeSet<>());

    Besides {
      leftovers = new TreeSet<>(leftovers);
      outside = new TreeSet<>(outside);
    }

    static Besides leftovers(Set<String> paths) {
      return new Besides(new TreeSet<>(paths), new TreeSet<>());
    }
  }

  FileTree {
    folders = new TreeSet<>(folders);
    files = List.copyOf(files);
    closed = new TreeMap<>(closed);
  }

  /** Returns how messages call something in it. */
  String at(String path) {
    boolean folder = shown.endsWith("/") || shown.endsWith("\\");
    return shown + (folder ? "" : "!/") + Names.shown(path);
  }

  /** Returns the names of the folders directly below a folder; below the top for "". */
  SortedSet<String> foldersIn(String parent) {
    String prefix = parent.isEmpty() ? "" : parent + "/";
    SortedSet<String> names = new TreeSet<>();
    for (String path : folders.tailSet(prefix)) {
      if (!path.startsWith(prefix)) {
        break;
      }
      if (path.indexOf('/', prefix.length()) < 0) {
        names.add(path.substring(prefix.length()));
      }
    }
    return names;
  }

  /** Returns a tree whose top is one of this tree's folders. */
  FileTree below(String folder) {
    String prefix = folder + "/";
    SortedSet<String> inside = new TreeSet<>();
    folders.stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .forEach(inside::add);
    List<StoredFile> kept =
        files.stream()
            .filter(file -> file.path().startsWith(prefix))
            .map(file -> file.at(file.path().substring(prefix.length())))
            .toList();
    return new FileTree(
        at(folder) + "/",
        inside,
        kept,
        closedBelow(prefix),
        new Besides(besides.leftovers, outside(prefix)));
  }

  private SortedSet<String> outside(String prefix) {
    SortedSet<String> outside = new TreeSet<>(besides.outside);
    files.stream()
        .map(StoredFile::path)
        .filter(path -> !path.startsWith(prefix))
        .forEach(outside::add);
    return outside;
  }

  private SortedMap<String, String> closedBelow(String prefix) {
    SortedMap<String, String> result = new TreeMap<>();
    for (Map.Entry<String, String> each : closed.entrySet()) {
      if (each.getKey().startsWith(prefix)) {
        result.put(each.getKey().substring(prefix.length()), each.getValue());
      }
    }
    return result;
  }
}
