package graft.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import graft.GraftException;
import graft.tensor.Tensor;
import graft.weights.Owner;
import graft.weights.SafeTensors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps runs on disk, a folder each: the best and the last weights, the history and the record. Any
 * number of processes may do so at once. A number is given once; a run with the same key as an
 * earlier one takes its number and replaces it, and nothing else ever does.
 */
public final class RunStore {

  private static final String BEST = "best.safetensors";
  private static final String LAST = "last.safetensors";
  private static final String NUMBERS = "numbers";
  private static final int LOOKS = 100;

  private final Path folder;
  private final RunFolders folders;
  private final RunNumbers numbers;

  /**
   * @param folder holds a folder a run; made when the first run is kept. Which numbers were given
   *     is kept beside it, in {@code numbers}
   */
  public RunStore(Path folder) {
    this.folder = folder;
    this.folders = new RunFolders(folder);
    this.numbers = new RunNumbers(folder.resolveSibling(NUMBERS));
  }

  /** Returns the runs that are kept, in order of their numbers; see also {@link #damaged}. */
  public List<SavedRun> runs() {
    return numbers().stream().flatMap(number -> readable(number).stream()).toList();
  }

  /** Returns the runs whose records cannot be trusted, in order of their numbers. */
  public List<DamagedRun> damaged() {
    List<DamagedRun> damaged = new ArrayList<>();
    for (int number : numbers()) {
      try {
        record(number);
      } catch (IOException e) {
        damaged.add(new DamagedRun(number, "its record cannot be used: " + reason(e)));
      }
    }
    return damaged;
  }

  /**
   * Returns a run, if one is kept under that number.
   *
   * @throws GraftException if its record is damaged or cannot be read
   */
  public Optional<SavedRun> find(int number) {
    try {
      return record(number).map(RunRecord::run);
    } catch (IOException e) {
      throw new GraftException(
          "record of run %d cannot be used: %s; remove %s or restore it"
              .formatted(number, reason(e), folders.place(number).resolve(RunRecord.FILE)),
          e);
    }
  }

  /** Returns this run and no other, if it is kept. */
  public Optional<SavedRun> find(RunIdentity run) {
    return run.isRun()
        ? find(run.number()).filter(kept -> run.matches(kept.identity()))
        : Optional.empty();
  }

  /**
   * Returns the runs with a key, in order of their numbers: the same line may run twice at once.
   */
  public List<SavedRun> withKey(String key) {
    return runs().stream().filter(run -> run.key().equals(key)).toList();
  }

  /** A damaged record must keep nobody from training or from looking at the other runs. */
  private Optional<SavedRun> readable(int number) {
    try {
      return find(number);
    } catch (GraftException e) {
      return Optional.empty(); // listed by damaged()
    }
  }

  /** Looks again where another process replaces or removes the run in that moment. */
  private Optional<RunRecord> record(int number) throws IOException {
    Path place = folders.place(number);
    FileNotFoundException missing = new FileNotFoundException(RunRecord.FILE + " is missing");
    for (int look = 0; look < LOOKS; look++) {
      if (!folders.holds(number)) {
        return Optional.empty();
      }
      try {
        return Optional.of(RunRecord.read(place, number));
      } catch (FileNotFoundException e) {
        missing = Files.exists(place.resolve(RunRecord.FILE)) ? e : missing;
      }
    }
    throw missing;
  }

  /**
   * Returns the run that was kept last.
   *
   * @throws GraftException if that cannot be said, since the record of a later one is damaged
   */
  public Optional<SavedRun> last() {
    Optional<SavedRun> last = runs().stream().max(Comparator.comparing(SavedRun::finished));
    int number = last.map(run -> run.history().run()).orElse(0);
    for (DamagedRun damaged : damaged()) {
      if (damaged.number() > number) {
        throw new GraftException(
            "run %d may be the last, and %s; name another by its number, or remove %s"
                .formatted(damaged.number(), damaged.reason(), folders.place(damaged.number())));
      }
    }
    return last;
  }

  /**
   * Returns a number that no run ever had, and takes it.
   *
   * @throws GraftException if that cannot be written down
   */
  public int reserve() {
    try {
      return numbers.take(folders.highest());
    } catch (IOException e) {
      throw new GraftException(
          "a run cannot be given a number in %s: %s; set another folder with %%graft set home FOLDER"
              .formatted(folder.resolveSibling(NUMBERS), reason(e)),
          e);
    }
  }

  /** Returns the file of a run's best weights. */
  public Path best(int number) {
    return folders.place(number).resolve(BEST);
  }

  /**
   * Opens the best weights of a run, and of no other; the caller closes them.
   *
   * @throws GraftException if they are no longer kept, or are not as they were written
   */
  public SafeTensors open(RunIdentity run) {
    SavedRun kept = find(run).orElseThrow(() -> gone(run));
    SafeTensors weights;
    try {
      weights = SafeTensors.open(best(run.number()));
    } catch (GraftException e) {
      throw damagedOrGone(run, kept, e.getMessage());
    }
    if (!run.weights().isEmpty() && !weights.sha256().equals(run.weights())) {
      weights.close();
      throw damagedOrGone(run, kept, "%s does not fit its hash in the record".formatted(BEST));
    }
    return weights;
  }

  /** Another process may have replaced or removed it since its record was read. */
  private GraftException damagedOrGone(RunIdentity run, SavedRun kept, String reason) {
    if (find(run).isEmpty()) {
      return gone(run);
    }
    return new GraftException(
        "weights of run %d are damaged: %s; train it again with %s, or load another run"
            .formatted(run.number(), reason, ("%finetune " + kept.command()).strip()));
  }

  private GraftException gone(RunIdentity run) {
    String instead =
        readable(run.number()).isPresent()
            ? "run:%1$d is a later training of the same line".formatted(run.number())
            : "load another model with %pretrained";
    return new GraftException(
        "weights of run %d are no longer kept; %s".formatted(run.number(), instead));
  }

  /**
   * Returns what is wrong with the files of a run whose record is sound, a sentence each: whether
   * they are there and as long as they must be. What they hold is checked when they are opened.
   */
  public List<String> problems(SavedRun run) {
    return problems(run, false);
  }

  /** Returns what is wrong with the files of a run; reads all of them. */
  public List<String> check(SavedRun run) {
    return problems(run, true);
  }

  private List<String> problems(SavedRun run, boolean whole) {
    Optional<RunRecord> record;
    try {
      record = record(run.history().run());
    } catch (IOException e) {
      return List.of("its record cannot be used: " + reason(e));
    }
    if (record.isEmpty()) {
      return List.of("it is no longer kept");
    }
    return new RunFiles(folders.place(run.history().run()), record.get()).problems(whole);
  }

  /**
   * Keeps a run. It is written beside its place and moved there at the end. Where its number
   * belongs to another run, or it has none, it gets one.
   *
   * @param best tensors of the best epoch
   * @param last tensors of the last epoch, as far as training changed them
   * @return the run as it is kept; its history says which one it is
   * @throws GraftException if it cannot be written
   */
  public SavedRun save(SavedRun run, Map<String, Tensor> best, Map<String, Tensor> last) {
    String owner = Owner.begin();
    int number = run.history().run();
    Path fresh = folders.fresh(number, owner);
    try {
      Files.createDirectories(fresh);
      SafeTensors.write(fresh.resolve(BEST), best, Map.of("format", "pt"));
      SafeTensors.write(fresh.resolve(LAST), last, Map.of("format", "pt"));
      return publish(run, fresh);
    } catch (IOException | GraftException e) {
      throw new GraftException(
          "run %d cannot be kept in %s: %s".formatted(number, folder, reason(e)), e);
    } finally {
      RunFolders.discard(fresh); // one that is half written takes room that is missing already
      Owner.end(owner);
    }
  }

  private static String reason(Exception failure) {
    Throwable cause = failure instanceof GraftException ? failure.getCause() : failure;
    return cause instanceof IOException io ? reason(io) : String.valueOf(failure.getMessage());
  }

  private SavedRun publish(SavedRun run, Path fresh) throws IOException {
    SavedRun kept = run.identified(RunRecord.Content.of(fresh.resolve(BEST)).sha256());
    while (true) {
      int number = kept.history().run();
      if (number > 0) {
        RunRecord.of(kept, fresh, BEST, LAST).write(fresh);
        if (folders.publish(fresh, number, place -> isSame(place, run.key(), number))) {
          return kept;
        }
      }
      kept = kept.numbered(reserve());
    }
  }

  /** What cannot be read is somebody's, who may restore it. */
  private static boolean isSame(Path place, String key, int number) {
    try {
      return RunRecord.read(place, number).run().key().equals(key);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Removes all but the runs that were kept last. Damaged ones stay, for their owner to decide.
   *
   * @return the numbers of those that were removed
   */
  public List<Integer> clean(int keep) {
    List<SavedRun> surplus =
        runs().stream()
            .sorted(Comparator.comparing(SavedRun::finished).reversed())
            .skip(keep)
            .filter(this::removed)
            .toList();
    return surplus.stream().map(run -> run.history().run()).sorted().toList();
  }

  /** One that another process has replaced meanwhile is among the last, and stays. */
  private boolean removed(SavedRun run) {
    int number = run.history().run();
    try {
      return folders.remove(number, place -> isUnchanged(place, run));
    } catch (IOException e) {
      throw new GraftException(
          "run %d cannot be removed from %s: %s".formatted(number, folder, reason(e)), e);
    }
  }

  private static boolean isUnchanged(Path place, SavedRun run) {
    try {
      return RunRecord.read(place, run.history().run()).run().equals(run);
    } catch (IOException e) {
      return false;
    }
  }

  private Set<Integer> numbers() {
    try {
      return folders.numbers();
    } catch (IOException e) {
      throw new GraftException(
          "folder of runs %s cannot be read: %s".formatted(folder, reason(e)), e);
    }
  }

  static String reason(IOException failure) {
    if (failure instanceof JsonProcessingException json) {
      return json.getOriginalMessage();
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return String.valueOf(failure.getMessage());
  }
}
