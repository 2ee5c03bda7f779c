package graft.train;

import graft.GraftException;
import graft.weights.Owner;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkpoints of runs that have not ended, a folder an attempt: two processes that train the
 * same line do not share one. A folder's name says of which run it is, under which number the run
 * was begun, and who works on it.
 */
public final class UnfinishedRuns {

  private static final int NAME_LENGTH = 16;
  private static final String ENDED = "ended-";
  private static final Pattern ATTEMPT = Pattern.compile("(.{1,16}?)-(\\d{1,9})-(.+)");

  private final Path folder;

  /**
   * @param folder holds a folder an attempt; need not exist
   */
  public UnfinishedRuns(Path folder) {
    this.folder = folder;
  }

  /**
   * A run of which no record was kept: its process was killed.
   *
   * @param number under which it was begun, 0 where an earlier version did not say it
   * @param epochs that it had done
   * @param certain whether it was killed; else it may go on, on another machine
   */
  public record Killed(int number, int epochs, boolean certain) {}

  /**
   * One attempt at a run.
   *
   * @param run what all attempts at it have in common
   * @param owner who works on it, in a form that {@link Owner} knows
   */
  private record Attempt(Path path, String run, int number, String owner) {

    static Attempt of(Path path) {
      String name = path.getFileName().toString();
      Matcher attempt = ATTEMPT.matcher(name);
      return attempt.matches()
          ? new Attempt(
              path, attempt.group(1), Integer.parseInt(attempt.group(2)), attempt.group(3))
          : new Attempt(path, name, 0, "");
    }

    /** Returns whether there is a checkpoint. */
    boolean holds() {
      return CheckpointFiles.epochs(path).isPresent();
    }

    /** Returns how many whole epochs are done. */
    int epochs() {
      return CheckpointFiles.epochs(path).orElse(0);
    }

    Owner.Life life() {
      return Owner.life(owner);
    }

    /** Returns whether nobody can still want it but who resumes the run. */
    boolean isFree() {
      return life() == Owner.Life.GONE
          || (life() == Owner.Life.ELSEWHERE && RunFolders.isOld(path));
    }
  }

  /** Returns what the names of the folders of a run with this key begin with. */
  public static String name(String key) {
    return key.substring(0, Math.min(key.length(), NAME_LENGTH));
  }

  /** Returns whether a run with this key left a checkpoint. */
  public boolean holds(String key) {
    return attempts(key).stream().anyMatch(Attempt::holds);
  }

  /**
   * Begins an attempt; {@link #end} ends it.
   *
   * @return where its checkpoints belong; made with the first one
   */
  public Path begin(String key, int number) {
    return folder.resolve("%s-%d-%s".formatted(name(key), number, Owner.begin()));
  }

  /**
   * Ends an attempt: what is left of it may be taken up, or removed, by anybody. Where that cannot
   * be written down, other processes know it when this one ends.
   */
  public void end(Path attempt) {
    Attempt ended = Attempt.of(attempt);
    try {
      if (Files.isDirectory(attempt)) {
        String name = "%s-%d-%s%s".formatted(ended.run(), ended.number(), ENDED, UUID.randomUUID());
        Files.move(attempt, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      // it keeps its name, and a run that is over must not fail for that
    } finally {
      Owner.end(ended.owner());
    }
  }

  /**
   * Returns the number under which the farthest attempt at a run was begun that nobody works on.
   *
   * @return 0 where there is none
   */
  public int number(String key) {
    return attempts(key).stream()
        .filter(attempt -> attempt.life() != Owner.Life.ALIVE && attempt.holds())
        .max(Comparator.comparingInt(Attempt::epochs))
        .map(Attempt::number)
        .orElse(0);
  }

  /**
   * Brings the checkpoints of all attempts at a run into one of them. The others keep theirs.
   *
   * @throws GraftException if they can be neither linked nor copied
   */
  public void gather(String key, Path into) {
    try {
      for (Attempt attempt : attempts(key)) {
        if (!attempt.path().equals(into)) {
          gather(attempt, into);
        }
      }
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  private static void gather(Attempt attempt, Path into) throws IOException {
    for (Path checkpoint : CheckpointFiles.in(attempt.path())) {
      Files.createDirectories(into);
      try {
        link(checkpoint, into.resolve(checkpoint.getFileName()));
      } catch (NoSuchFileException e) {
        // its owner lives and has replaced it by a newer one
      }
    }
  }

  /** Checkpoints are never changed in place, so a second name for one is as good as a copy. */
  private static void link(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      return;
    }
    try {
      Files.createLink(to, from);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Removes what attempts at a run left that nobody works on.
   *
   * @throws GraftException if it cannot be removed
   */
  public void discard(String key) {
    remove(attempts(key).stream().filter(Attempt::isFree).toList());
  }

  /**
   * Returns those runs that did not finish and can be taken up again. A run that finished is not
   * trained again, whatever a later attempt at it left.
   *
   * @param runs all that are kept
   */
  public List<SavedRun> resumable(List<SavedRun> runs) {
    Set<String> finished =
        runs.stream()
            .filter(UnfinishedRuns::isFinished)
            .map(run -> name(run.key()))
            .collect(Collectors.toSet());
    return runs.stream()
        .filter(run -> !isFinished(run) && !finished.contains(name(run.key())))
        .filter(run -> holds(run.key()))
        .toList();
  }

  /**
   * Returns the runs that were cut off before any record of them was kept.
   *
   * @param runs all that are kept
   */
  public List<Killed> unrecorded(List<SavedRun> runs) {
    Set<String> recorded = runs.stream().map(run -> name(run.key())).collect(Collectors.toSet());
    Map<String, List<Attempt>> attempts = new TreeMap<>();
    for (Attempt attempt : attempts()) {
      if (!recorded.contains(attempt.run()) && attempt.holds()) {
        attempts.computeIfAbsent(attempt.run(), run -> new ArrayList<>()).add(attempt);
      }
    }
    return attempts.values().stream().flatMap(each -> killed(each).stream()).toList();
  }

  /** What a living process works on was not killed, whatever happened to earlier attempts at it. */
  private static Optional<Killed> killed(List<Attempt> attempts) {
    if (attempts.stream().anyMatch(attempt -> attempt.life() == Owner.Life.ALIVE)) {
      return Optional.empty();
    }
    boolean certain = attempts.stream().allMatch(attempt -> attempt.life() == Owner.Life.GONE);
    return attempts.stream()
        .max(Comparator.comparingInt(Attempt::epochs))
        .map(farthest -> new Killed(farthest.number(), farthest.epochs(), certain));
  }

  /**
   * Removes all checkpoints but those of runs that stay and can be taken up again, and of those
   * that somebody works on.
   *
   * @param kept the runs that stay
   * @return of how many runs
   * @throws GraftException if they cannot be removed
   */
  public int clean(List<SavedRun> kept) {
    Set<String> staying =
        resumable(kept).stream().map(run -> name(run.key())).collect(Collectors.toSet());
    List<Attempt> surplus =
        attempts().stream()
            .filter(attempt -> !staying.contains(attempt.run()) && attempt.isFree())
            .toList();
    remove(surplus);
    return (int) surplus.stream().map(Attempt::run).distinct().count();
  }

  private static boolean isFinished(SavedRun run) {
    return run.history().outcome() == Outcome.FINISHED;
  }

  private void remove(List<Attempt> attempts) {
    try {
      for (Attempt attempt : attempts) {
        RunFolders.remove(attempt.path());
      }
    } catch (IOException e) {
      throw unusable("tidied up", e);
    }
  }

  private List<Attempt> attempts(String key) {
    return attempts().stream().filter(attempt -> attempt.run().equals(name(key))).toList();
  }

  private List<Attempt> attempts() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().map(Attempt::of).toList();
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  private GraftException unusable(String what, IOException e) {
    return new GraftException(
        "folder of checkpoints %s cannot be %s: %s".formatted(folder, what, RunStore.reason(e)), e);
  }
}
