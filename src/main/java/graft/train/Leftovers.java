package graft.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process that was killed while it kept a run leaves beside the runs. A run that was moved
 * aside and not yet replaced goes back to its place; all else is removed. What belongs to a living
 * process is left alone.
 */
final class Leftovers {

  private static final String ASIDE = "-before";
  private static final Pattern NAME = Pattern.compile("\\.run-(\\d+)-(\\d+)(-before)?");

  private Leftovers() {}

  /** Returns the folder in which this process writes a run. */
  static Path fresh(Path runs, int number) {
    return runs.resolve(".run-%d-%d".formatted(number, ProcessHandle.current().pid()));
  }

  /** Returns the folder to which this process moves the earlier run of that number. */
  static Path aside(Path runs, int number) {
    return runs.resolve(fresh(runs, number).getFileName() + ASIDE);
  }

  /** Puts back and removes what dead processes left. */
  static void settle(Path runs) throws IOException {
    for (Path entry : entries(runs)) {
      Matcher name = NAME.matcher(entry.getFileName().toString());
      if (name.matches() && !alive(name.group(2))) {
        settle(entry, runs.resolve(name.group(1)), name.group(3) != null);
      }
    }
  }

  private static void settle(Path entry, Path place, boolean aside) throws IOException {
    if (aside && !Files.exists(place)) {
      Files.move(entry, place, StandardCopyOption.ATOMIC_MOVE);
    } else {
      RunStore.remove(entry);
    }
  }

  private static List<Path> entries(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries.toList();
    }
  }

  private static boolean alive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }
}
