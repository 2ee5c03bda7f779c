package graft.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Knows what systems, file servers and programs leave beside people's files: thumbnails, waste
 * baskets, indices, halves of downloads. Whatever begins with a dot is hidden and counts too.
 */
final class Leftovers {

  private static final Set<String> NAMES =
      Set.of(
          // macOS
          "__macosx",
          "icon\r",
          "network trash folder",
          "temporary items",
          "thevolumesettingsfolder",
          // Windows
          "thumbs.db",
          "thumbs.db:encryptable",
          "ehthumbs.db",
          "ehthumbs_vista.db",
          "desktop.ini",
          "$recycle.bin",
          "recycler",
          "system volume information",
          // Linux
          "lost+found",
          // Synology
          "@eadir",
          "#recycle",
          "#snapshot",
          "@tmp",
          "@sharebin",
          // QNAP
          "@recycle",
          "@recently-snapshot",
          "@__thumb",
          // NetApp
          "~snapshot",
          // programs
          "__pycache__",
          "zbthumbnail.info",
          "pspbrwse.jbf",
          "picasa.ini");

  private static final List<String> BEGINNINGS =
      List.of(".", "~$", "synofile_thumb_", "~syncthing~");

  private static final List<String> ENDINGS =
      List.of(
          "~",
          "@synoeastream",
          "@synoresource",
          "zone.identifier",
          ".part",
          ".partial",
          ".filepart",
          ".crdownload",
          ".download",
          ".opdownload",
          ".aria2",
          ".!ut",
          ".tmp",
          ".temp",
          ".bak",
          ".swp");

  private Leftovers() {}

  /** Says whether a folder of this name holds none of the user's data. */
  static boolean isFolder(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(".") || NAMES.contains(lower);
  }

  /** Says whether a file of this name is none of the user's data. */
  static boolean isFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower)
        || BEGINNINGS.stream().anyMatch(lower::startsWith)
        || ENDINGS.stream().anyMatch(lower::endsWith);
  }
}
