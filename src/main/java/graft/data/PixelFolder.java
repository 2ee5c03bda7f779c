package graft.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps a folder of pixel files within its limit. Other processes may work in it at the same time:
 * a file that vanishes meanwhile is none.
 */
final class PixelFolder {

  static final String ENDING = ".bin";
  static final String UNFINISHED = ".tmp";

  private static final Duration ABANDONED = Duration.ofDays(1);

  private PixelFolder() {}

  /** A file with what decides its fate. */
  private record Entry(Path path, long bytes, FileTime used) {

    static Optional<Entry> of(Path path) throws IOException {
      try {
        return Optional.of(new Entry(path, Files.size(path), Files.getLastModifiedTime(path)));
      } catch (NoSuchFileException e) {
        return Optional.empty(); // another process removed it
      }
    }
  }

  /** Returns the files of a format, the last used first. */
  static List<Path> like(Path folder, PixelFormat format) throws IOException {
    return entries(folder, name -> name.startsWith(format.prefix()) && name.endsWith(ENDING))
        .stream()
        .map(Entry::path)
        .toList();
  }

  /** Marks a file as just used. */
  static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  /** Removes what crashed processes left, and the least recently used files beyond the limit. */
  static void trim(Path folder, long limitBytes, Path keep) throws IOException {
    FileTime oldest = FileTime.from(Instant.now().minus(ABANDONED));
    for (Entry entry : entries(folder, name -> name.endsWith(UNFINISHED))) {
      if (entry.used().compareTo(oldest) < 0) {
        Files.deleteIfExists(entry.path());
      }
    }
    long total = Files.size(keep);
    for (Entry entry : entries(folder, name -> name.endsWith(ENDING))) {
      if (entry.path().equals(keep)) {
        continue;
      }
      total += entry.bytes();
      if (total > limitBytes) {
        Files.deleteIfExists(entry.path());
      }
    }
  }

  private static List<Entry> entries(Path folder, Predicate<String> name) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.list(folder)) {
      paths = all.filter(path -> isOurs(path, name)).toList();
    }
    List<Entry> entries = new ArrayList<>();
    for (Path path : paths) {
      Entry.of(path).ifPresent(entries::add);
    }
    entries.sort(Comparator.comparing(Entry::used).reversed());
    return entries;
  }

  private static boolean isOurs(Path path, Predicate<String> name) {
    String text = path.getFileName().toString();
    return text.startsWith("pixels-") && name.test(text);
  }
}
