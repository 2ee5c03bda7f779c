package graft.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds all that lies below a folder or in a zip, without what operating systems and notebooks
 * leave behind.
 *
 * @param shown how messages call it, for example {@code photos/}
 * @param folders relative paths with {@code /}, empty folders included
 * @param files in any order
 * @param closed folders that could not be listed, each with the reason
 */
record FileTree(
    String shown,
    SortedSet<String> folders,
    List<StoredFile> files,
    SortedMap<String, String> closed) {

  private static final Set<String> JUNK =
      Set.of("__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r");

  FileTree {
    folders = new TreeSet<>(folders);
    files = List.copyOf(files);
    closed = new TreeMap<>(closed);
  }

  /** Says whether a file or folder of this name is none of the user's data. */
  static boolean isJunk(String name) {
    return name.startsWith(".") || JUNK.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Returns the names of the folders directly below a folder; below the top for "". */
  SortedSet<String> foldersIn(String parent) {
    return children(parent, folders);
  }

  /** Returns a tree whose top is one of this tree's folders. */
  FileTree below(String folder) {
    String prefix = folder + "/";
    SortedSet<String> inside = new TreeSet<>();
    folders.stream()
        .filter(path -> path.startsWith(prefix))
        .map(p -> cut(p, prefix))
        .forEach(inside::add);
    List<StoredFile> kept =
        files.stream()
            .filter(file -> file.path().startsWith(prefix))
            .map(file -> file.at(cut(file.path(), prefix)))
            .toList();
    return new FileTree(shown, inside, kept, closedBelow(prefix));
  }

  private SortedMap<String, String> closedBelow(String prefix) {
    SortedMap<String, String> result = new TreeMap<>();
    for (Map.Entry<String, String> each : closed.entrySet()) {
      if (each.getKey().startsWith(prefix)) {
        result.put(cut(each.getKey(), prefix), each.getValue());
      }
    }
    return result;
  }

  private static String cut(String path, String prefix) {
    return path.substring(prefix.length());
  }

  private static SortedSet<String> children(String parent, Set<String> paths) {
    String prefix = parent.isEmpty() ? "" : parent + "/";
    SortedSet<String> names = new TreeSet<>();
    for (String path : paths) {
      if (path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0) {
        names.add(cut(path, prefix));
      }
    }
    return names;
  }
}
