package graft;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.data.Example;
import graft.data.FileReasons;
import graft.data.Part;
import graft.data.Target;
import graft.task.Outputs;
import graft.tensor.FloatTensor;
import graft.weights.AtomicFile;
import graft.weights.FileHash;
import graft.weights.Owner;
import graft.weights.SafeTensors;
import graft.weights.SealedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps scratch baselines on disk, a folder each: how they were trained, their weights, and what
 * they say of each part they were measured on. The test part's logits are only there once a user
 * has evaluated on it. What is damaged counts as absent, since it can be made again.
 */
final class ScratchStore {

  private static final String RECORD = "baseline.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String RUN = "run-";
  private static final int KEPT = 8;
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path baselines;
  private final Path folder;
  private final ScratchBudget budget;

  /**
   * @param baselines holds a folder a baseline
   */
  ScratchStore(Path baselines, ScratchBudget budget) {
    this.baselines = baselines;
    this.folder = baselines.resolve(budget.folder());
    this.budget = budget;
  }

  /**
   * Returns where the baseline's own run is kept while it trains, a folder of its own each time;
   * {@link #end} removes it. What killed processes left of earlier ones goes.
   */
  Path begin() {
    try {
      for (Path entry : entries(folder)) {
        if (isRun(entry) && life(entry) == Owner.Life.GONE) {
          remove(entry);
        }
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    return folder.resolve(RUN + Owner.begin());
  }

  /** Removes what {@link #begin} gave. */
  void end(Path run) {
    try {
      remove(run);
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      Owner.end(owner(run));
    }
  }

  /** Returns how it was trained, if it was. */
  Optional<Trained> find() {
    return read(RECORD, Kept.class)
        .filter(kept -> kept.trained().budget().equals(budget) && isSound(kept.weights()))
        .map(Kept::trained);
  }

  private boolean isSound(String sha256) {
    return Files.exists(weights()) && FileHash.sha256(weights()).equals(sha256);
  }

  /** Returns the file of its weights. */
  Path weights() {
    return folder.resolve(WEIGHTS);
  }

  /** Returns what it says of some examples, if it was asked before. */
  Optional<Outputs> logits(Part part, List<Example> examples) {
    List<String> ids = examples.stream().map(Example::id).toList();
    List<Target> targets = examples.stream().map(Example::target).toList();
    return read(file(part), Logits.class)
        .filter(logits -> logits.ids().equals(ids))
        .map(
            logits ->
                new Outputs(
                    ids, targets, FloatTensor.rows(ids.size(), Arrays.asList(logits.rows()))));
  }

  /**
   * Keeps a baseline; its record comes last, so that one without weights is never found.
   *
   * @throws GraftException if it cannot be written
   */
  void keep(Trained trained, Map<String, FloatTensor> tensors) {
    try {
      Files.createDirectories(folder);
      SafeTensors.write(weights(), tensors, Map.of("format", "pt"));
      write(RECORD, new Kept(trained, FileHash.sha256(weights())));
      forgetOldest();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Keeps what it says of some examples.
   *
   * @throws GraftException if it cannot be written
   */
  void keep(Part part, Outputs outputs) {
    try {
      write(file(part), new Logits(outputs.ids(), outputs.rows()));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Removes all baselines but those that a living process, or one elsewhere, is training.
   *
   * @return how many
   */
  static int clear(Path baselines) throws IOException {
    int removed = 0;
    for (Path baseline : entries(baselines)) {
      if (entries(baseline).stream().noneMatch(ScratchStore::isTraining)) {
        remove(baseline);
        removed++;
      }
    }
    return removed;
  }

  private static boolean isTraining(Path entry) {
    return isRun(entry) && life(entry) != Owner.Life.GONE;
  }

  private static Owner.Life life(Path run) {
    return Owner.life(owner(run));
  }

  private static String owner(Path run) {
    return name(run).substring(RUN.length());
  }

  private static boolean isRun(Path entry) {
    return name(entry).startsWith(RUN);
  }

  private static String name(Path entry) {
    return entry.getFileName().toString();
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private GraftException unwritable(IOException cause) {
    return new GraftException(
        "scratch baseline cannot be kept in %s: %s".formatted(baselines, FileReasons.of(cause)),
        cause);
  }

  private static String file(Part part) {
    return part.label() + ".json";
  }

  private <T> Optional<T> read(String name, Class<T> type) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return sound(Files.readAllBytes(file), type);
    } catch (IOException e) {
      throw new GraftException(
          "scratch baseline %s cannot be read: %s; remove it".formatted(file, FileReasons.of(e)),
          e);
    }
  }

  /** What is damaged, or was kept by an earlier version without a checksum, is made again. */
  private static <T> Optional<T> sound(byte[] content, Class<T> type) {
    try {
      return SealedJson.isSealed(content)
          ? Optional.of(JSON.readValue(content, type))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void write(String name, Object value) throws IOException {
    AtomicFile.write(folder.resolve(name), SealedJson.bytes(JSON.valueToTree(value), 1));
  }

  private void forgetOldest() throws IOException {
    List<Path> folders;
    try (Stream<Path> entries = Files.list(baselines)) {
      folders = entries.sorted(Comparator.comparing(ScratchStore::age).reversed()).toList();
    }
    for (Path old : folders.subList(Math.min(KEPT, folders.size()), folders.size())) {
      remove(old);
    }
  }

  private static long age(Path folder) {
    return folder.resolve(RECORD).toFile().lastModified();
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  /**
   * How a baseline was trained.
   *
   * @param estimated seconds it was expected to take
   * @param seconds it took
   */
  record Trained(ScratchBudget budget, double estimated, double seconds) {}

  /**
   * What is kept of a baseline.
   *
   * @param weights SHA-256 of the file of its weights
   */
  private record Kept(Trained trained, String weights) {}

  /**
   * What a baseline says.
   *
   * @param ids of the examples
   * @param rows logits: [examples, classes]
   */
  private record Logits(List<String> ids, float[][] rows) {}
}
