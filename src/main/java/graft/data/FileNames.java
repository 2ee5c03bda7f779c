package graft.data;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what users type into paths, and says so where the system's locale stands in the way. */
public final class FileNames {

  private static final char REPLACEMENT = '\uFFFD';

  private FileNames() {}

  /**
   * Returns the file or folder that a user means.
   *
   * @param folder where a relative path starts
   * @throws IllegalArgumentException if the locale that Java was started in has no file of such a
   *     name, with the locale and the way out, or if it is no path at all
   */
  public static Path resolve(Path folder, String typed) {
    if (!expressible(typed)) {
      throw new IllegalArgumentException(
          "path %s %s".formatted(Names.shown(typed), cannotExpress()));
    }
    try {
      return folder.resolve(typed);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "path must be one of this system, received %s: %s"
              .formatted(Names.shown(typed), e.getReason()),
          e);
    }
  }

  /**
   * Returns the way out where a name may have been spoilt by the locale: letters that it cannot
   * express arrive as question marks.
   */
  static Optional<String> suspicion(String typed) {
    boolean narrow = !encoding().newEncoder().canEncode('ö');
    boolean spoilt = typed.indexOf('?') >= 0 || typed.indexOf(REPLACEMENT) >= 0;
    return narrow && spoilt ? Optional.of("its name " + cannotExpress()) : Optional.empty();
  }

  /** Returns the way out where a path of the system's own could not be read. */
  public static Optional<String> unreadable(Path path) {
    return path.toString().indexOf(REPLACEMENT) >= 0
        ? Optional.of("its name " + cannotExpress())
        : Optional.empty();
  }

  private static boolean expressible(String typed) {
    Charset encoding = encoding();
    return !encoding.canEncode() || encoding.newEncoder().canEncode(typed);
  }

  private static Charset encoding() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  private static String cannotExpress() {
    return ("has letters that the locale of this kernel cannot express in names of files (%s, %s);"
            + " start Jupyter with LC_ALL=C.UTF-8 in its environment")
        .formatted(locale(), System.getProperty("sun.jnu.encoding"));
  }

  private static String locale() {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .filter(name -> !System.getenv().getOrDefault(name, "").isEmpty())
        .findFirst()
        .map(name -> name + "=" + System.getenv(name))
        .orElse("no LC_ALL or LANG");
  }
}
