package graft.train;

import graft.weights.Owner;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders of runs, each of which is there as a whole or not at all, whatever several processes
 * do at once and wherever one is killed. A folder is filled beside its place and gets there by one
 * rename; what was there is moved aside before and goes back where nothing took its place.
 */
final class RunFolders {

  private static final String ASIDE = "-before";
  private static final String REMOVED = "-removed";
  private static final Pattern BESIDE =
      Pattern.compile("\\.run-(\\d{1,9})-([0-9a-f-]+?)(-before|-removed)?");

  /** How often others may be faster. */
  private static final int TRIES = 1_000;

  /** Between two renames of a process that lives there are microseconds. */
  private static final int LOOKS = 20;

  private static final long LOOK_NANOS = 5_000_000;

  /** Nobody writes a run for so long. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;

  RunFolders(Path folder) {
    this.folder = folder;
  }

  /** Returns where a run lies. */
  Path place(int number) {
    return folder.resolve(Integer.toString(number));
  }

  /** Returns the folder in which an owner writes a run. */
  Path fresh(int number, String owner) {
    return folder.resolve(".run-%d-%s".formatted(number, owner));
  }

  /**
   * Returns the numbers that have a folder, in order. A folder that is renamed while a list is made
   * may be missing in it, so two are made.
   */
  Set<Integer> numbers() throws IOException {
    settle();
    Set<Integer> numbers = new TreeSet<>(numbers(ASIDE));
    numbers.addAll(numbers(ASIDE));
    return numbers;
  }

  /** Returns the highest number that names anything here, 0 without one. */
  int highest() throws IOException {
    TreeSet<Integer> numbers = numbers(null, ASIDE, REMOVED);
    return numbers.isEmpty() ? 0 : numbers.last();
  }

  /** Returns the numbers of runs, and of folders beside them that are called so. */
  private TreeSet<Integer> numbers(@Nullable String... endings) throws IOException {
    TreeSet<Integer> numbers = new TreeSet<>(RunNumbers.in(folder));
    for (Path entry : entries()) {
      Matcher name = BESIDE.matcher(entry.getFileName().toString());
      if (name.matches() && Arrays.asList(endings).contains(name.group(3))) {
        numbers.add(Integer.parseInt(name.group(1)));
      }
    }
    return numbers;
  }

  /** Returns whether a run lies at its place, now or as soon as another process has replaced it. */
  boolean holds(int number) throws IOException {
    if (!Files.isDirectory(place(number))) {
      settle();
    }
    return Files.isDirectory(place(number));
  }

  /**
   * Brings a complete folder to its place.
   *
   * @param replaceable whether what lies there may go
   * @return whether it may
   */
  boolean publish(Path fresh, int number, Predicate<Path> replaceable) throws IOException {
    Path place = place(number);
    for (int tries = 0; tries < TRIES; tries++) {
      if (Files.exists(place) && !replaceable.test(place)) {
        return false;
      }
      Optional<Path> before = moveAside(number);
      if (moved(fresh, place)) {
        before.ifPresent(RunFolders::discard);
        return true;
      }
      before.ifPresent(RunFolders::discard); // another process has published its own by now
    }
    throw new IOException("other processes keep replacing run " + number);
  }

  /**
   * Removes a run.
   *
   * @param wanted whether what lies there is still what is to be removed
   * @return whether it was
   */
  boolean remove(int number, Predicate<Path> wanted) throws IOException {
    settle(); // what was moved aside must not come back after that
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<Path> aside = moveAside(number);
      if (aside.isEmpty()) {
        return false;
      }
      if (!wanted.test(aside.get()) && Files.exists(aside.get())) {
        putBack(aside.get(), place(number));
        return false;
      }
      if (removed(aside.get())) {
        return true;
      }
    }
    throw new IOException("other processes keep using run " + number);
  }

  /** Returns whether a folder that was moved aside was still there to be removed. */
  private boolean removed(Path aside) throws IOException {
    String name = aside.getFileName().toString();
    Path removed = folder.resolve(name.substring(0, name.length() - ASIDE.length()) + REMOVED);
    try {
      Files.move(aside, removed, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false; // a reader has put it back
    }
    discard(removed);
    return true;
  }

  /**
   * Each move takes a name of its own, so that who tidies up takes nothing that is still needed.
   */
  private Optional<Path> moveAside(int number) throws IOException {
    String owner = Owner.begin();
    Owner.end(owner);
    Path aside = folder.resolve(fresh(number, owner).getFileName() + ASIDE);
    try {
      return Optional.of(Files.move(place(number), aside, StandardCopyOption.ATOMIC_MOVE));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Returns whether a folder was moved; else another lies there already. */
  private static boolean moved(Path from, Path place) throws IOException {
    try {
      Files.move(from, place, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      if (Files.isDirectory(place)) {
        return false;
      }
      throw e;
    }
  }

  /** Puts back and removes what killed processes left. */
  void settle() throws IOException {
    for (Path entry : entries()) {
      Matcher name = BESIDE.matcher(entry.getFileName().toString());
      if (name.matches()) {
        settle(entry, place(Integer.parseInt(name.group(1))), name);
      }
    }
  }

  private static void settle(Path entry, Path place, Matcher name) throws IOException {
    if (ASIDE.equals(name.group(3))) {
      putBack(entry, place);
    } else if (REMOVED.equals(name.group(3)) || isAbandoned(entry, name.group(2))) {
      discard(entry);
    }
  }

  /** It does not matter whether the process that moved it lives: it then moves it once more. */
  private static void putBack(Path aside, Path place) throws IOException {
    if (appears(place)) {
      discard(aside);
      return;
    }
    try {
      moved(aside, place);
    } catch (NoSuchFileException e) {
      // another process put it back
    }
  }

  private static boolean appears(Path place) {
    for (int look = 0; look < LOOKS && !Files.exists(place); look++) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return Files.exists(place);
  }

  private static boolean isAbandoned(Path entry, String owner) {
    return switch (Owner.life(owner)) {
      case GONE -> true;
      case ALIVE -> false;
      case ELSEWHERE -> isOld(entry);
    };
  }

  /** Returns whether nothing in a folder changed for a day. */
  static boolean isOld(Path folder) {
    long limit = Instant.now().minus(ABANDONED).toEpochMilli();
    File[] files = folder.toFile().listFiles();
    return folder.toFile().lastModified() < limit
        && (files == null || Stream.of(files).allMatch(file -> file.lastModified() < limit));
  }

  private List<Path> entries() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  static void discard(Path path) {
    try {
      remove(path);
    } catch (IOException e) {
      // it has no number any more, and whoever looks next tries again to remove it
    }
  }

  /** Removes a file or a folder with all in it; what another process removes meanwhile is gone. */
  static void remove(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem)
              throws IOException {
            if (problem instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw problem;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException problem)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
