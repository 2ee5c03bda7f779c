package graft.feature;

import graft.data.FileReasons;
import graft.weights.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keeps files of features within a limit; those that were used least recently go first. Any number
 * of threads and processes may work in the folder: files appear complete, under a name of their
 * own, and one that vanishes meanwhile is none. What goes wrong costs computing, never a run; it is
 * remembered in words.
 */
final class FeatureFolder {

  static final String ENDING = ".bin";
  static final String UNFINISHED = ".tmp";

  private static final String PREFIX = "features-";
  private static final long LARGEST_SEGMENT = 32L << 20;
  private static final int SEGMENTS = 16;
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;
  private final long limitBytes;
  private final Set<String> problems = new LinkedHashSet<>();

  FeatureFolder(Path folder, long limitBytes) {
    this.folder = folder;
    this.limitBytes = limitBytes;
  }

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

  /** Returns what went wrong since the last call, a sentence each. */
  synchronized List<String> takeProblems() {
    List<String> taken = List.copyOf(problems);
    problems.clear();
    return taken;
  }

  /** Paths stay out of it: records may quote it, and hold no user name. */
  private void problem(String what, IOException e) {
    problem("%s (%s)".formatted(what, FileReasons.of(e)));
  }

  private synchronized void problem(String sentence) {
    problems.add(sentence);
  }

  /** Returns how large a file becomes before the next one is begun. */
  long segmentBytes() {
    return Math.min(LARGEST_SEGMENT, limitBytes / SEGMENTS);
  }

  /** Returns how many bytes may lie here, given the space that is free. */
  long capacityBytes() {
    File existing = existing(folder);
    if (!existing.isDirectory() || !existing.canWrite()) {
      return 0;
    }
    return Math.min(limitBytes, usedBytes() + existing.getUsableSpace());
  }

  /** Returns a tenth of the free space, what lies here already counted as free. */
  static long tenthOfFreeSpace(Path folder) {
    long used = new FeatureFolder(folder, 0).usedBytes();
    return (used + existing(folder).getUsableSpace()) / 10;
  }

  private static File existing(Path folder) {
    File existing = folder.toAbsolutePath().toFile();
    while (!existing.exists() && existing.getParentFile() != null) {
      existing = existing.getParentFile();
    }
    return existing;
  }

  private long usedBytes() {
    try {
      return entries(ENDING).stream().mapToLong(Entry::bytes).sum();
    } catch (IOException e) {
      problem("features cannot be listed on disk", e);
      return 0;
    }
  }

  /**
   * Opens the sound files of a spec; others of its name are removed.
   *
   * @param open those that are open already: they stay so where they still lie here
   */
  List<FeatureSegment> segments(String spec, List<FeatureSegment> open) {
    Map<Path, FeatureSegment> known = new HashMap<>();
    open.forEach(segment -> known.put(segment.path(), segment));
    List<FeatureSegment> segments = new ArrayList<>();
    try {
      for (Entry entry : entries(ENDING)) {
        if (known.containsKey(entry.path())) {
          segments.add(known.get(entry.path()));
        } else if (entry.path().getFileName().toString().startsWith(prefix(spec))) {
          open(entry.path(), spec).ifPresent(segments::add);
        }
      }
    } catch (IOException e) {
      problem("features cannot be listed on disk", e);
    }
    return segments;
  }

  private Optional<FeatureSegment> open(Path path, String spec) {
    try {
      Optional<FeatureSegment> segment = FeatureSegment.open(path, spec);
      if (segment.isEmpty()) {
        discard(path);
      }
      return segment;
    } catch (NoSuchFileException e) {
      return Optional.empty(); // another process removed it
    } catch (IOException e) {
      problem("features cannot be read from disk", e);
      return Optional.empty();
    }
  }

  /** Removes a damaged file; what it held is computed and written anew. */
  void discard(Path path) {
    problem("features on disk were damaged and are computed again: " + path.getFileName());
    remove(path);
  }

  void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      problem("features cannot be removed from disk", e);
    }
  }

  /** Marks a file as used. */
  void touch(FeatureSegment segment) {
    try {
      Files.setLastModifiedTime(segment.path(), FileTime.from(Instant.now()));
    } catch (NoSuchFileException e) {
      // another process removed it; what is mapped stays readable
    } catch (IOException e) {
      problem("the use of features cannot be noted on disk", e);
    }
  }

  /**
   * Writes a file and makes room for it.
   *
   * @return false where it could not be written, or is larger than all that may lie here
   */
  boolean write(String spec, SortedMap<FeatureKey, FeatureRow> rows) {
    if (FeatureSegment.bytes(rows) > limitBytes) {
      return false;
    }
    try {
      trim(publish(spec, rows));
      return true;
    } catch (IOException e) {
      problem("features cannot be kept on disk", e);
      return false;
    }
  }

  private Path publish(String spec, SortedMap<FeatureKey, FeatureRow> rows) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(prefix(spec) + UUID.randomUUID() + ENDING);
    AtomicFile.write(file, out -> FeatureSegment.write(out, spec, rows));
    return file;
  }

  /** Removes what crashed processes left, and the least recently used files beyond the limit. */
  private void trim(Path keep) throws IOException {
    FileTime abandoned = FileTime.from(Instant.now().minus(ABANDONED));
    entries(UNFINISHED).stream()
        .filter(entry -> entry.used().compareTo(abandoned) < 0)
        .forEach(entry -> remove(entry.path()));
    long total = 0;
    for (Entry entry : entries(ENDING)) {
      total += entry.bytes();
      if (total > limitBytes && !entry.path().equals(keep)) {
        remove(entry.path());
      }
    }
  }

  /** Returns our files of an ending, the last used first. */
  private List<Entry> entries(String ending) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return entries;
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.filter(path -> isOurs(path, ending)).toList()) {
        Entry.of(path).ifPresent(entries::add);
      }
    }
    entries.sort(Comparator.comparing(Entry::used).reversed());
    return entries;
  }

  private static boolean isOurs(Path path, String ending) {
    String name = path.getFileName().toString();
    return (name.startsWith(PREFIX) && name.endsWith(ending))
        || (ending.equals(UNFINISHED) && AtomicFile.isLeftover(path));
  }

  private static String prefix(String spec) {
    return PREFIX + spec.substring(0, 16) + "-";
  }
}
