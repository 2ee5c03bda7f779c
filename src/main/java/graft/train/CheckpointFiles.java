package graft.train;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.GraftException;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import graft.tensor.LazyTensor;
import graft.weights.FileHash;
import graft.weights.SafeTensors;
import graft.weights.TensorHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final Pattern NAME = Pattern.compile("epoch-(\\d{1,9})\\.safetensors");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final double secondsBetween;
  private final Supplier<Map<String, String>> record;
  private final List<String> warnings = new ArrayList<>();
  private Stopwatch since = new Stopwatch();
  private boolean kept;
  private double pause;

  /**
   * @param folder of one run; made when the first checkpoint is kept
   * @param secondsBetween how long to wait at least after a checkpoint before the next one; 0 for
   *     one an epoch
   * @param record what is needed to reproduce the run, by name; asked for at each checkpoint
   */
  public CheckpointFiles(Path folder, double secondsBetween, Supplier<Map<String, String>> record) {
    this.folder = folder;
    this.secondsBetween = secondsBetween;
    this.record = record;
  }

  @Override
  public Optional<Checkpoint> newest() {
    remove(entries(CheckpointFiles::unfinished));
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

  /** Returns which checkpoints were passed over and why, one sentence each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The first epoch ends with a checkpoint; those after it must not slow the run down. */
  @Override
  public boolean due() {
    return !kept || since.seconds() >= Math.max(secondsBetween, pause);
  }

  @Override
  public void save(RunProgress progress, Map<String, NDArray> arrays) {
    Stopwatch watch = new Stopwatch();
    Map<String, LazyTensor> tensors = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) ->
            tensors.put(
                name, new LazyTensor(array.getShape().getShape(), () -> Transfer.toJava(array))));
    Map<String, String> texts = new HashMap<>();
    texts.put(PROGRESS, text(progress));
    texts.put(RECORD, text(record.get()));
    texts.put(DIGEST, digest(texts, tensors));
    make(folder);
    SafeTensors.writeLazily(
        folder.resolve("epoch-%d.safetensors".formatted(progress.epochs().size())), tensors, texts);
    remove(files().stream().skip(KEPT).toList());
    kept = true;
    pause = secondsBetween == 0 ? 0 : watch.seconds() / LARGEST_SHARE;
    since = new Stopwatch();
  }

  /** Removes all checkpoints of the run. */
  public void clear() {
    remove(files());
    remove(Files.isDirectory(folder) ? List.of(folder) : List.of());
  }

  /** Returns how many epochs the newest checkpoint of a run's folder holds, 0 without one. */
  static int epochs(Path folder) {
    List<Path> files = new CheckpointFiles(folder, 0, Map::of).files();
    return files.isEmpty() ? 0 : epoch(files.get(0));
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
    return entries(file -> epoch(file) > 0).stream()
        .sorted(Comparator.comparingInt(CheckpointFiles::epoch).reversed())
        .toList();
  }

  /** A process that is killed while it writes leaves a part, as large as a checkpoint. */
  private static boolean unfinished(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".graft-") && name.endsWith(".tmp");
  }

  private List<Path> entries(Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).toList();
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  private static int epoch(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
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
        RunStore.remove(path);
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
