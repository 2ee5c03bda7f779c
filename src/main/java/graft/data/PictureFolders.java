package graft.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which folders of a tree hold pictures, at any depth. Files that are no pictures never
 * decide what folders mean. A name tells most files; of the others a few in a folder are opened.
 */
final class PictureFolders {

  private static final int MOST_OPENED = 20;

  private static final Set<String> PICTURES =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "jif", "pjpeg", "png", "apng", "gif", "bmp", "dib", "webp",
          "heic", "heif", "hif", "avif", "jxl", "jp2", "j2k", "jpf", "tif", "tiff", "ppm", "pgm",
          "pbm", "pnm", "tga", "psd", "svg", "ico", "dcm", "exr", "hdr", "cr2", "cr3", "crw", "nef",
          "nrw", "arw", "srf", "sr2", "dng", "orf", "rw2", "raf", "pef", "srw", "x3f");

  private final FileTree tree;
  private final Set<String> holding = new HashSet<>();
  private final Set<String> direct = new HashSet<>();

  private PictureFolders(FileTree tree) {
    this.tree = tree;
  }

  static PictureFolders of(FileTree tree) {
    PictureFolders folders = new PictureFolders(tree);
    Map<String, List<StoredFile>> unclear = new HashMap<>();
    for (StoredFile file : tree.files()) {
      String ending = PictureCheck.ending(file.name());
      if (PICTURES.contains(ending)) {
        folders.add(file.path());
      } else if (!PictureCheck.isOtherKind(ending)) {
        unclear.computeIfAbsent(parent(file.path()), key -> new ArrayList<>()).add(file);
      }
    }
    unclear.forEach(folders::addUnclear);
    tree.closed().keySet().forEach(closed -> folders.add(closed + "/"));
    return folders;
  }

  /** Says whether a folder holds pictures, itself or further down. */
  boolean holds(String folder) {
    return holding.contains(folder);
  }

  /** Says whether pictures lie in a folder itself. */
  boolean holdsDirectly(String folder) {
    return direct.contains(folder);
  }

  /** Returns the names of the folders directly below a folder that hold pictures. */
  List<String> in(String parent) {
    return tree.foldersIn(parent).stream().filter(name -> holds(join(parent, name))).toList();
  }

  /**
   * Returns the folder that holds the class folders: one that merely wraps everything is looked
   * through, however many of them there are.
   */
  String level(String folder) {
    String at = folder;
    List<String> inside = in(at);
    while (inside.size() == 1 && !holdsDirectly(at) && !holdsDirectly(join(at, inside.get(0)))) {
      at = join(at, inside.get(0));
      inside = in(at);
    }
    return inside.size() >= 2 || tree.foldersIn(at).size() >= 2 ? at : folder;
  }

  /** Returns a tree whose top holds the class folders or the parts. */
  static FileTree unwrapped(FileTree tree) {
    String level = of(tree).level("");
    return level.isEmpty() ? tree : tree.below(level);
  }

  static String join(String parent, String name) {
    return parent.isEmpty() ? name : parent + "/" + name;
  }

  private void addUnclear(String folder, List<StoredFile> files) {
    if (direct.contains(folder)) {
      return;
    }
    files.stream()
        .limit(MOST_OPENED)
        .filter(PictureFolders::begins)
        .findFirst()
        .ifPresent(file -> add(file.path()));
  }

  /** A file that cannot be read decides nothing here; it is named when all are checked. */
  private static boolean begins(StoredFile file) {
    if (file.size() > StoredFile.MOST_BYTES) {
      return false;
    }
    try {
      byte[] bytes = file.content().read();
      byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, ImageFormat.HEAD_LENGTH));
      return ImageFormat.of(head)
          .filter(format -> format != ImageFormat.PDF && format != ImageFormat.VIDEO)
          .isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private void add(String path) {
    direct.add(parent(path));
    for (String at = parent(path); !holding.contains(at); at = parent(at)) {
      holding.add(at);
      if (at.isEmpty()) {
        return;
      }
    }
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
