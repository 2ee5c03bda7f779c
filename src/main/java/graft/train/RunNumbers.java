package graft.train;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives each run a number that no other run gets, in whatever process and on whatever machine. An
 * empty file a number says that it was given, and stays when the run is removed: making a file that
 * must not exist yet is one step on every file system, where locks are not to be relied on.
 */
final class RunNumbers {

  private static final String NUMBER = "[1-9]\\d{0,8}";
  private static final int MOST_TRIES = 100_000;

  private final Path folder;

  /**
   * @param folder holds a file a number; made with the first one
   */
  RunNumbers(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns a number that was never given, and is taken by that. Whoever is killed before it keeps
   * its run leaves a gap.
   *
   * @param used the highest one that is known to be used, should the folder have been removed
   */
  int take(int used) throws IOException {
    Files.createDirectories(folder);
    int number = Math.max(used, highest(folder)) + 1;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      if (taken(number + tries)) {
        return number + tries;
      }
    }
    throw new IOException("%d numbers from %d on are taken".formatted(MOST_TRIES, number));
  }

  private boolean taken(int number) throws IOException {
    try {
      Files.createFile(folder.resolve(Integer.toString(number)));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false; // another run was faster
    }
  }

  private static int highest(Path folder) throws IOException {
    List<Integer> numbers = in(folder);
    return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
  }

  /** Returns the numbers that name something in a folder, in order. */
  static List<Integer> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches(NUMBER))
          .map(Integer::valueOf)
          .sorted()
          .toList();
    }
  }
}
