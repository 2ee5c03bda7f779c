package graft.data;

import graft.GraftException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lists a folder with all that lies below it. Links are followed, since data sets are often made of
 * them, but never in a circle and never to a folder that the data set itself lies in.
 */
final class FolderLister extends SimpleFileVisitor<Path> {

  private static final int DEEPEST = 64;

  private final Path root;
  private final Path realRoot;
  private final TreeSet<String> folders = new TreeSet<>();
  private final List<StoredFile> files = new ArrayList<>();
  private final TreeMap<String, String> closed = new TreeMap<>();
  private final TreeSet<String> leftovers = new TreeSet<>();

  private FolderLister(Path root, Path realRoot) {
    this.root = root;
    this.realRoot = realRoot;
  }

  /**
   * Lists a folder.
   *
   * @throws GraftException if the folder itself cannot be listed
   */
  static FileTree list(Path folder, String shown) {
    try {
      FolderLister lister = new FolderLister(folder, folder.toRealPath());
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, lister);
      return new FileTree(
          shown,
          lister.folders,
          lister.files,
          lister.closed,
          FileTree.Besides.leftovers(lister.leftovers));
    } catch (IOException e) {
      throw closed(shown, FileReasons.of(e), e);
    }
  }

  /** Says that a folder cannot be listed. */
  static GraftException closed(String shown, String reason, @Nullable IOException cause) {
    return new GraftException(
        "folder %s cannot be read: %s; allow this user to read and enter it"
            .formatted(shown, reason),
        cause);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    if (folder.equals(root)) {
      return FileVisitResult.CONTINUE;
    }
    if (Leftovers.isFolder(name(folder))) {
      leftovers.add(path(folder));
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (leadsOut(folder)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    folders.add(path(folder));
    return FileVisitResult.CONTINUE;
  }

  private boolean leadsOut(Path folder) throws IOException {
    return Files.isSymbolicLink(folder) && realRoot.startsWith(folder.toRealPath());
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (Leftovers.isFile(name(file))) {
      leftovers.add(path(file));
    } else {
      files.add(new StoredFile(path(file), attributes.size(), () -> read(file)));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path failed, IOException e) throws IOException {
    if (failed.equals(root)) {
      throw e;
    }
    if (Leftovers.isFile(name(failed)) || Leftovers.isFolder(name(failed))) {
      leftovers.add(path(failed));
    } else if (!(e instanceof FileSystemLoopException)) {
      folders.add(path(failed));
      closed.put(path(failed), FileReasons.of(e));
    }
    return FileVisitResult.CONTINUE;
  }

  /** Pipes and devices are not opened: reading one may wait forever. */
  private static byte[] read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) StoredFile.MOST_BYTES + 1);
      if (bytes.length > StoredFile.MOST_BYTES) {
        throw new IOException("grew beyond %d MiB".formatted(StoredFile.MOST_BYTES >> 20));
      }
      return bytes;
    }
  }

  private String path(Path below) {
    StringBuilder path = new StringBuilder();
    for (Path element : root.relativize(below)) {
      path.append(path.isEmpty() ? "" : "/").append(name(element));
    }
    return path.toString();
  }

  /**
   * Returns a file's name. Where the locale's encoding cannot express it, Java puts the same sign
   * for unlike characters, and unlike files would share an id; then the bytes are read as UTF-8, or
   * as they stand.
   */
  static String name(Path path) {
    String name = path.getFileName().toString();
    if (name.indexOf('\uFFFD') < 0) {
      return name;
    }
    String uri = path.getFileName().toUri().getRawPath();
    String raw = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    return decoded(raw.substring(raw.lastIndexOf('/') + 1));
  }

  private static String decoded(String escaped) {
    ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      boolean escape = escaped.charAt(i) == '%';
      bytes.put(
          (byte) (escape ? HexFormat.fromHexDigits(escaped, i + 1, i + 3) : escaped.charAt(i)));
      i += escape ? 2 : 0;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return escaped;
    }
  }
}
