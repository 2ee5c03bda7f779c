package graft.data;

import graft.GraftException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lists a zip. Nothing is unpacked, and nothing stays open: each read opens the file, so any thread
 * may read and nobody has to close.
 */
final class ZipLister {

  /** What all entries together may claim, as a multiple of the zip's own size. */
  private static final long MOST_EXPANSION = 200;

  private static final long HARMLESS_BYTES = 1L << 30;

  private final Path zip;
  private final String shown;
  private final SortedSet<String> folders = new TreeSet<>();
  private final List<StoredFile> files = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final SortedSet<String> leftovers = new TreeSet<>();

  private ZipLister(Path zip, String shown) {
    this.zip = zip;
    this.shown = shown;
  }

  /**
   * Lists a zip.
   *
   * @throws IllegalArgumentException if an entry's name or kind is unsafe
   * @throws GraftException if the zip is broken or cannot be read
   */
  static FileTree list(Path zip, String shown) {
    try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
      List<ZipRecord> records = ZipDirectory.read(file);
      return new ZipLister(zip, shown).tree(records, file.length());
    } catch (IOException e) {
      throw new GraftException(
          "zip %s cannot be read: %s; pack or download it again"
              .formatted(shown, FileReasons.of(e)),
          e);
    }
  }

  private FileTree tree(List<ZipRecord> records, long zipBytes) {
    refuseBomb(records, zipBytes);
    records.forEach(this::add);
    return new FileTree(
        shown, folders, files, new TreeMap<>(), FileTree.Besides.leftovers(leftovers));
  }

  private void refuseBomb(List<ZipRecord> records, long zipBytes) {
    long claimed = records.stream().mapToLong(ZipRecord::size).reduce(0, ZipLister::sum);
    if (claimed > HARMLESS_BYTES && claimed / MOST_EXPANSION > zipBytes) {
      throw refused("claims to unpack %d bytes to %d".formatted(zipBytes, claimed));
    }
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private void add(ZipRecord entry) {
    String path = entry.name().replace('\\', '/');
    refuseUnsafe(entry, path);
    boolean folder = path.endsWith("/");
    String[] elements = path.split("/");
    Optional<String> leftover = leftover(elements, folder);
    if (leftover.isPresent()) {
      leftovers.add(leftover.get());
      return;
    }
    addFolders(elements, folder ? elements.length : elements.length - 1);
    if (!folder) {
      files.add(new StoredFile(path, entry.size(), () -> ZipEntryReader.read(zip, entry)));
    }
  }

  /** Returns the outermost leftover on the way to an entry. */
  private static Optional<String> leftover(String[] elements, boolean folder) {
    for (int i = 0; i < elements.length; i++) {
      boolean file = i == elements.length - 1 && !folder;
      if (file ? Leftovers.isFile(elements[i]) : Leftovers.isFolder(elements[i])) {
        return Optional.of(String.join("/", Arrays.asList(elements).subList(0, i + 1)));
      }
    }
    return Optional.empty();
  }

  private void addFolders(String[] elements, int count) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < count; i++) {
      folders.add(path.append(i == 0 ? "" : "/").append(elements[i]).toString());
    }
  }

  private void refuseUnsafe(ZipRecord entry, String path) {
    if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*") || path.indexOf('\0') >= 0) {
      throw refused("holds an entry with an absolute name: " + Names.shown(path));
    }
    if (List.of(path.split("/")).contains("..")) {
      throw refused("holds an entry that leads out of it: " + Names.shown(path));
    }
    if (entry.isLink()) {
      throw refused("holds a link: " + Names.shown(path));
    }
    if (!names.add(path)) {
      throw refused("holds two entries of one name: " + Names.shown(path));
    }
    if (entry.isEncrypted()) {
      throw refused("is encrypted: " + Names.shown(path));
    }
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "zip %s %s; pack the folder again without it".formatted(shown, why));
  }
}
