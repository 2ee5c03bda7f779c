package graft;

import graft.data.FileReasons;
import graft.weights.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes from a workspace what nobody needs any more: old runs, checkpoints of runs that are not
 * kept, scratch baselines, and what processes that were killed were writing. What a living process
 * works with stays.
 */
final class Cleaning {

  private static final Pattern WRITTEN = Pattern.compile("(\\.graft-|pixels-|features-).*\\.tmp");

  /** What another machine was writing so long ago is written no longer. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Workspace workspace;
  private final List<String> removed = new ArrayList<>();

  Cleaning(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns what was removed, a part of a sentence each. */
  List<String> clean(int keep) {
    List<Integer> runs = workspace.runs().clean(keep);
    if (!runs.isEmpty()) {
      removed.add("removed runs %s, kept the last %s".formatted(runs, keep));
    }
    say(
        "the checkpoints of cut-off runs",
        workspace.unfinishedRuns().clean(workspace.runs().runs()));
    try {
      say("scratch baselines", ScratchStore.clear(workspace.baselines()));
      removeWritten();
    } catch (IOException e) {
      throw new GraftException(
          "%s cannot be tidied up: %s".formatted(workspace.home(), FileReasons.of(e)), e);
    }
    return removed;
  }

  private void say(String what, int count) {
    if (count > 0) {
      removed.add("removed %s: %d".formatted(what, count));
    }
  }

  private void removeWritten() throws IOException {
    int count = 0;
    long bytes = 0;
    for (Path file : written()) {
      long size = file.toFile().length();
      if (Files.deleteIfExists(file)) {
        count++;
        bytes += size;
      }
    }
    if (count > 0) {
      String megabytes = String.format(Locale.ROOT, "%.1f", bytes / 1e6);
      removed.add(
          "removed files that killed processes were writing: %d (%s MB)"
              .formatted(count, megabytes));
    }
  }

  private List<Path> written() throws IOException {
    List<Path> files = new ArrayList<>(abandoned(workspace.home(), 0));
    for (String name : List.of("cache", "runs", "unfinished", "baselines")) {
      files.addAll(abandoned(workspace.home().resolve(name), 2));
    }
    // where no cache can be written, decoded pictures lie in the system's folder
    abandoned(Path.of(System.getProperty("java.io.tmpdir")), 0).stream()
        .filter(file -> life(file) == ProcessMark.Life.GONE && Files.isWritable(file))
        .forEach(files::add);
    return files;
  }

  private static List<Path> abandoned(Path folder, int depth) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path entry : entries(folder)) {
      if (depth > 0 && Files.isDirectory(entry)) {
        files.addAll(abandoned(entry, depth - 1));
      } else if (WRITTEN.matcher(entry.getFileName().toString()).matches() && isAbandoned(entry)) {
        files.add(entry);
      }
    }
    return files;
  }

  private static boolean isAbandoned(Path file) {
    return switch (life(file)) {
      case ALIVE -> false;
      case GONE -> true;
      case UNKNOWN -> file.toFile().lastModified() < Instant.now().minus(ABANDONED).toEpochMilli();
    };
  }

  private static ProcessMark.Life life(Path file) {
    return ProcessMark.life(file.getFileName().toString());
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException e) {
      return List.of(); // another process removed it
    }
  }
}
