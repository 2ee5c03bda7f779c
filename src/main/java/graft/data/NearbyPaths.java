package graft.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what someone may have meant by a path that does not exist. */
final class NearbyPaths {

  private NearbyPaths() {}

  /** Returns one sentence that says that a path is missing, with the nearest existing one. */
  static String missing(Path path) {
    return FileNames.suspicion(path.toString())
        .map(why -> "data set %s cannot be found: %s".formatted(path, why))
        .or(
            () ->
                nearest(path)
                    .map(
                        near ->
                            "data set %s does not exist; did you mean %s?".formatted(path, near)))
        .orElseGet(
            () ->
                "data set %s does not exist in %s; give a folder of class folders, or a zip of it"
                    .formatted(path, existingParent(path)));
  }

  /** Names are near if at most a third of the longer one's letters, at least one, would change. */
  private static Optional<Path> nearest(Path path) {
    Path name = path.getFileName();
    Path parent = path.toAbsolutePath().getParent();
    if (name == null || parent == null || !Files.isDirectory(parent)) {
      return Optional.empty();
    }
    String wanted = name.toString().toLowerCase(Locale.ROOT);
    try (Stream<Path> siblings = Files.list(parent)) {
      return siblings
          .filter(NearbyPaths::mayBeData)
          .map(sibling -> sibling.getFileName().toString())
          .filter(sibling -> distance(wanted, sibling) <= most(wanted, sibling))
          .min(
              Comparator.comparingInt((String sibling) -> distance(wanted, sibling))
                  .thenComparing(Comparator.naturalOrder()))
          .map(path::resolveSibling);
    } catch (IOException e) {
      return Optional.empty(); // a parent that cannot be listed has nothing to propose
    }
  }

  private static int most(String wanted, String sibling) {
    return Math.max(1, Math.max(wanted.length(), sibling.length()) / 3);
  }

  private static boolean mayBeData(Path sibling) {
    String name = sibling.getFileName().toString();
    return Files.isDirectory(sibling) ? !Leftovers.isFolder(name) : name.endsWith(".zip");
  }

  private static Path existingParent(Path path) {
    Path parent = path.toAbsolutePath().normalize().getParent();
    while (parent != null && parent.getParent() != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    return parent == null ? path : parent;
  }

  /** Returns the fewest letters to insert, delete or replace. */
  private static int distance(String wanted, String sibling) {
    String other = sibling.toLowerCase(Locale.ROOT);
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= wanted.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (wanted.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
