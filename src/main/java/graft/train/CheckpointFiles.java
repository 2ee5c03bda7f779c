package graft.train;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.GraftException;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import graft.tensor.LazyTensor;
import graft.weights.AtomicFile;
import graft.weights.FileHash;
import graft.weights.SafeTensors;
import graft.weights.TensorHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps the two newest checkpoints of a run, a file each, written completely or not at all. Each
 * holds a hash over its content: one that is damaged is passed over, with a warning, for the one
 * before.
 */
public final class CheckpointFiles implements Checkpoints {

  private static final int KEPT = 2;

  /** Of a run's time that checkpoints may take. */
  private static final double LARGEST_SHARE = 0.05;

  private static final String PROGRESS = "progress";
  private static final String DIGEST = "digest";
  private static final String RECORD = "record";
  private static final Pattern NAME =
      Pattern.compile("epoch-(\\d{1,9})(?:-step-(\\d{1,9}))?\\.safetensors");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Pace pace;
  private final Supplier<Map<String, String>> record;
  private final List<String> warnings = new ArrayList<>();
  private Stopwatch since = new Stopwatch();
  private boolean tried;
  private double pause;

  /**
   * @param folder of one run; made when the first checkpoint is kept
   * @param record what is needed to reproduce the run, by name; asked for at each checkpoint
   */
  public CheckpointFiles(Path folder, Pace pace, Supplier<Map<String, String>> record) {
    this.folder = folder;
    this.pace = pace;
    this.record = record;
  }

  /**
   * How often checkpoints are kept.
   *
   * @param secondsBetween how long to wait at least after one before the next; more where writing
   *     one takes much of the time, up to {@code secondsAtMost}
   * @param secondsAtMost after which one is kept also in the middle of an epoch: what a kill costs
   * @param keepsStart see {@link Checkpoints#keepsStart}
   */
  public record Pace(double secondsBetween, double secondsAtMost, boolean keepsStart) {

    /** How much work a run may lose where nobody says otherwise. */
    public static final double SECONDS_AT_MOST = 30;

    /** Returns one that waits at least for so long. */
    public static Pace atLeast(double secondsBetween) {
      return new Pace(secondsBetween, Math.max(secondsBetween, SECONDS_AT_MOST), false);
    }

    /** Returns the same one, with the weights of the start. */
    public Pace withStart(boolean keeps) {
      return new Pace(secondsBetween, secondsAtMost, keeps);
    }
  }

  @Override
  public Optional<Checkpoint> newest() {
    remove(entries(AtomicFile::isLeftover)); // as large as a checkpoint
    for (Path file : files()) {
      try {
        return Optional.of(read(file));
      } catch (GraftException | IllegalArgumentException e) {
        warnings.add(
            "checkpoint %s is damaged and was passed over: %s"
                .formatted(file.getFileName(), e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** Returns where they lie. */
  public Path folder() {
    return folder;
  }

  /** Returns which checkpoints were passed over and why, one sentence each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * The first epoch ends with a checkpoint; those after it must not slow the run down, but the
   * first one of a process takes longer than the next, so that its time alone decides nothing for
   * long.
   */
  @Override
  public boolean dueAfterEpoch() {
    double wait = Math.max(pace.secondsBetween(), Math.min(pause, pace.secondsAtMost()));
    return !tried || since.seconds() >= wait;
  }

  @Override
  public boolean dueAfterStep() {
    return since.seconds() >= pace.secondsAtMost();
  }

  @Override
  public boolean keepsStart() {
    return pace.keepsStart();
  }

  /** What fails is not tried again at once: a disk that is full stays so for a while. */
  @Override
  public void save(RunProgress progress, Map<String, LazyTensor> tensors) {
    Stopwatch watch = new Stopwatch();
    try {
      write(progress, tensors);
    } finally {
      tried = true;
      pause = pace.secondsBetween() == 0 ? 0 : watch.seconds() / LARGEST_SHARE;
      since = new Stopwatch();
    }
  }

  private void write(RunProgress progress, Map<String, LazyTensor> tensors) {
    Map<String, String> texts = new HashMap<>();
    texts.put(PROGRESS, text(progress));
    texts.put(RECORD, text(record.get()));
    texts.put(DIGEST, digest(texts, tensors));
    make(folder);
    SafeTensors.writeLazily(folder.resolve(name(progress)), tensors, texts);
    remove(files().stream().skip(KEPT).toList());
  }

  private static String name(RunProgress progress) {
    int step = progress.part().steps();
    return "epoch-%d%s.safetensors"
        .formatted(progress.epochs().size(), step == 0 ? "" : "-step-" + step);
  }

  /** Removes all checkpoints but the newest, where the disk takes no more. */
  public void makeRoom() {
    remove(files().stream().skip(1).toList());
  }

  /** Removes all checkpoints of the run. */
  public void clear() {
    remove(files());
    remove(Files.isDirectory(folder) ? List.of(folder) : List.of());
  }

  /** Returns how many whole epochs the newest checkpoint of a folder holds; empty without one. */
  static OptionalInt epochs(Path folder) {
    return in(folder).stream().mapToInt(file -> (int) (place(file) >> Integer.SIZE)).findFirst();
  }

  /** Returns the checkpoints in a run's folder, newest first. */
  static List<Path> in(Path folder) {
    return new CheckpointFiles(folder, Pace.atLeast(0), Map::of).files();
  }

  private static Checkpoint read(Path file) {
    try (SafeTensors tensors = SafeTensors.open(file)) {
      Map<String, String> texts = tensors.metadata();
      Map<String, LazyTensor> content = new LinkedHashMap<>();
      tensors
          .names()
          .forEach(
              name ->
                  content.put(
                      name, new LazyTensor(tensors.shape(name), () -> tensors.floats(name))));
      if (!digest(texts, content).equals(texts.get(DIGEST))) {
        throw new GraftException("its content does not fit its hash");
      }
      return new Stored(file, progress(texts.getOrDefault(PROGRESS, "")));
    }
  }

  private static String digest(Map<String, String> texts, Map<String, LazyTensor> tensors) {
    String values = TensorHash.sha256(tensors.keySet(), name -> tensors.get(name).values().get());
    String all = "%s|%s|%s".formatted(texts.get(PROGRESS), texts.get(RECORD), values);
    return FileHash.sha256(all.getBytes(StandardCharsets.UTF_8));
  }

  private static RunProgress progress(String text) {
    try {
      return JSON.readValue(text, RunProgress.class);
    } catch (JsonProcessingException e) {
      throw new GraftException("its counters cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  private static String text(Object content) {
    try {
      return JSON.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and names can always be written", e);
    }
  }

  /** Returns the checkpoints, newest first. */
  private List<Path> files() {
    return entries(file -> place(file) > 0).stream()
        .sorted(Comparator.comparingLong(CheckpointFiles::place).reversed())
        .toList();
  }

  private List<Path> entries(Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).toList();
    } catch (NoSuchFileException e) {
      return List.of(); // another process removed it
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  /** Returns a number that grows with epochs and steps, 0 for what is no checkpoint. */
  private static long place(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return 0;
    }
    int step = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
    return ((long) Integer.parseInt(name.group(1)) << Integer.SIZE) + step;
  }

  private void make(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw unusable("made", e);
    }
  }

  private void remove(List<Path> paths) {
    try {
      for (Path path : paths) {
        RunFolders.remove(path);
      }
    } catch (IOException e) {
      throw unusable("tidied up", e);
    }
  }

  private GraftException unusable(String what, IOException e) {
    return new GraftException(
        "folder of checkpoints %s cannot be %s: %s".formatted(folder, what, RunStore.reason(e)), e);
  }

  /** A file whose content was checked. */
  private record Stored(Path file, RunProgress progress) implements Checkpoint {

    @Override
    public void copyInto(Map<String, NDArray> arrays) {
      try (SafeTensors tensors = SafeTensors.open(file)) {
        arrays.forEach((name, array) -> requireFit(tensors, name, array));
        arrays.forEach((name, array) -> copy(tensors.floats(name), array));
      }
    }

    @Override
    public Map<String, FloatTensor> read(String prefix) {
      Map<String, FloatTensor> found = new LinkedHashMap<>();
      try (SafeTensors tensors = SafeTensors.open(file)) {
        tensors.names().stream()
            .filter(name -> name.startsWith(prefix))
            .forEach(name -> found.put(name.substring(prefix.length()), tensors.floats(name)));
      }
      return found;
    }

    private void requireFit(SafeTensors tensors, String name, NDArray array) {
      if (!tensors.names().contains(name)) {
        throw unfit("it has no '%s'".formatted(name));
      }
      long[] kept = tensors.shape(name);
      long[] live = array.getShape().getShape();
      if (!Arrays.equals(kept, live)) {
        throw unfit(
            "'%s' has shape %s, not %s"
                .formatted(name, Arrays.toString(kept), Arrays.toString(live)));
      }
    }

    private GraftException unfit(String why) {
      return new GraftException(
          "checkpoint %s does not fit this run: %s; leave --resume out to start anew"
              .formatted(file.getFileName(), why));
    }

    private static void copy(FloatTensor values, NDArray array) {
      Transfer.copy(values.values(), array);
    }
  }
}
