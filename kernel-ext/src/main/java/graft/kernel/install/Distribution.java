package graft.kernel.install;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/**
 * Graft as it lies on disk: the jar, and its natives beside it.
 *
 * @param jar {@code graft.jar}
 */
record Distribution(Path jar) {

  /** Names as the jar's manifest has them in its {@code Class-Path}. */
  private static final List<String> NATIVES = List.of("pytorch-native.jar", "jni-native.jar");

  /**
   * Returns the one that this class came from.
   *
   * @throws IllegalStateException if it did not come from a jar
   */
  static Distribution running() {
    CodeSource source = Distribution.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("graft must run from graft.jar, found no code source");
    }
    return at(source.getLocation().toString());
  }

  private static Distribution at(String location) {
    try {
      Path jar = Path.of(new URI(location));
      if (Files.isRegularFile(jar)) {
        return new Distribution(jar);
      }
      throw new IllegalStateException("graft must run from graft.jar, but runs from " + jar);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(
          "graft must run from graft.jar, but runs from " + location, e);
    }
  }

  Path library() {
    return jar.resolveSibling("lib");
  }

  List<Path> natives() {
    return NATIVES.stream().map(library()::resolve).toList();
  }

  /** Returns the natives that are not there. */
  List<Path> missing() {
    return natives().stream().filter(file -> !Files.isRegularFile(file)).toList();
  }

  /**
   * Copies jar and natives into a folder, and returns the copy. Files that lie there unchanged are
   * left alone.
   */
  Distribution copyTo(Path folder) throws IOException {
    Distribution copy = new Distribution(folder.resolve("graft.jar"));
    for (Path file : natives()) {
      InstalledFiles.copy(file, copy.library().resolve(file.getFileName().toString()));
    }
    InstalledFiles.copy(jar, copy.jar());
    return copy;
  }
}
