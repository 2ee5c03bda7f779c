package graft.train;

import graft.GraftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checkpoints of runs that have not ended, a folder a run. */
public final class UnfinishedRuns {

  private static final int NAME_LENGTH = 16;

  private final Path folder;

  /**
   * @param folder holds a folder a run; need not exist
   */
  public UnfinishedRuns(Path folder) {
    this.folder = folder;
  }

  /** Returns the name of the folder of a run with this key. */
  public static String name(String key) {
    return key.substring(0, Math.min(key.length(), NAME_LENGTH));
  }

  /** Returns whether a run with this key left a checkpoint. */
  public boolean holds(String key) {
    return CheckpointFiles.epochs(folder.resolve(name(key))).isPresent();
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
   * Returns how many epochs each run had done that was cut off before any record of it was kept:
   * its process was killed.
   *
   * @param runs all that are kept
   */
  public List<Integer> unrecorded(List<SavedRun> runs) {
    Set<String> recorded = runs.stream().map(run -> name(run.key())).collect(Collectors.toSet());
    return folders().stream()
        .filter(run -> !recorded.contains(run.getFileName().toString()))
        .map(CheckpointFiles::epochs)
        .filter(OptionalInt::isPresent)
        .map(OptionalInt::getAsInt)
        .toList();
  }

  /**
   * Removes all checkpoints but those of runs that stay and can be taken up again. A run that goes
   * on in another process loses nothing but what it could be resumed from; it writes new ones.
   *
   * @param kept the runs that stay
   * @return of how many runs
   * @throws GraftException if they cannot be removed
   */
  public int clean(List<SavedRun> kept) {
    Set<String> staying =
        resumable(kept).stream().map(run -> name(run.key())).collect(Collectors.toSet());
    List<Path> surplus =
        folders().stream().filter(run -> !staying.contains(run.getFileName().toString())).toList();
    try {
      for (Path run : surplus) {
        RunStore.remove(run);
      }
    } catch (IOException e) {
      throw unusable("tidied up", e);
    }
    return surplus.size();
  }

  private static boolean isFinished(SavedRun run) {
    return run.history().outcome() == Outcome.FINISHED;
  }

  private List<Path> folders() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  private GraftException unusable(String what, IOException e) {
    return new GraftException(
        "folder of checkpoints %s cannot be %s: %s".formatted(folder, what, RunStore.reason(e)), e);
  }
}
