package graft.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import graft.GraftException;
import graft.tensor.Tensor;
import graft.weights.AtomicFile;
import graft.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps runs on disk, a folder each: the best and the last weights, the history and the record. A
 * run with the same key as an earlier one takes its number and replaces it.
 */
public final class RunStore {

  private static final String BEST = "best.safetensors";
  private static final String LAST = "last.safetensors";
  private static final String RUN = "run.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  /**
   * @param folder holds a folder a run; made when the first run is kept
   */
  public RunStore(Path folder) {
    this.folder = folder;
  }

  /** Returns the runs that are kept, in order of their numbers; unreadable ones are left out. */
  public List<SavedRun> runs() {
    return numbers().stream().flatMap(number -> readable(number).stream()).toList();
  }

  /**
   * Returns a run, if it is kept.
   *
   * @throws GraftException if its record cannot be read
   */
  public Optional<SavedRun> find(int number) {
    settle();
    Path file = path(number).resolve(RUN);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), SavedRun.class));
    } catch (IOException e) {
      throw new GraftException(
          "record of run %d cannot be read: %s; remove %s or restore it"
              .formatted(number, reason(e), file),
          e);
    }
  }

  /** A damaged record must keep nobody from training or from looking at the other runs. */
  private Optional<SavedRun> readable(int number) {
    try {
      return find(number);
    } catch (GraftException e) {
      return Optional.empty();
    }
  }

  /** Returns the run that was kept last. */
  public Optional<SavedRun> last() {
    return runs().stream().max(Comparator.comparing(SavedRun::finished));
  }

  /** Returns the number that a run with this key has or will have. */
  public int numberFor(String key) {
    int highest = 0;
    for (int number : numbers()) {
      if (readable(number).filter(run -> run.key().equals(key)).isPresent()) {
        return number;
      }
      highest = Math.max(highest, number);
    }
    return highest + 1;
  }

  /** Returns the file of a run's best weights. */
  public Path best(int number) {
    return path(number).resolve(BEST);
  }

  /**
   * Keeps a run. It is written beside its place and moved there at the end.
   *
   * @param best tensors of the best epoch
   * @param last tensors of the last epoch, as far as training changed them
   * @throws GraftException if it cannot be written
   */
  public void save(SavedRun run, Map<String, Tensor> best, Map<String, Tensor> last) {
    int number = run.history().run();
    Path fresh = Leftovers.fresh(folder, number);
    try {
      remove(fresh);
      Files.createDirectories(fresh);
      SafeTensors.write(fresh.resolve(BEST), best, Map.of("format", "pt"));
      SafeTensors.write(fresh.resolve(LAST), last, Map.of("format", "pt"));
      AtomicFile.write(fresh.resolve(RUN), JSON.writeValueAsBytes(run));
      replace(number, fresh);
    } catch (IOException | GraftException e) {
      discard(fresh, e);
      throw new GraftException(
          "run %d cannot be kept in %s: %s".formatted(number, folder, reason(e)), e);
    }
  }

  /** A folder that is half written takes room that is missing already. */
  private static void discard(Path fresh, Exception cause) {
    try {
      remove(fresh);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static String reason(Exception failure) {
    Throwable cause = failure instanceof GraftException ? failure.getCause() : failure;
    return cause instanceof IOException io ? reason(io) : String.valueOf(failure.getMessage());
  }

  /** A kill between the two moves leaves the earlier run aside; {@link Leftovers} puts it back. */
  private void replace(int number, Path fresh) throws IOException {
    Path place = path(number);
    Path aside = Leftovers.aside(folder, number);
    remove(aside);
    if (Files.exists(place)) {
      Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    remove(aside);
  }

  /** Removes all but the runs that were kept last. */
  public List<Integer> clean(int keep) {
    List<Integer> surplus =
        runs().stream()
            .sorted(Comparator.comparing(SavedRun::finished).reversed())
            .skip(keep)
            .map(run -> run.history().run())
            .sorted()
            .toList();
    for (int number : surplus) {
      try {
        remove(path(number));
      } catch (IOException e) {
        throw new GraftException(
            "run %d cannot be removed from %s: %s".formatted(number, folder, reason(e)), e);
      }
    }
    return surplus;
  }

  private void settle() {
    try {
      Leftovers.settle(folder);
    } catch (IOException e) {
      throw new GraftException(
          "what a killed process left in %s cannot be put in order: %s"
              .formatted(folder, reason(e)),
          e);
    }
  }

  private Path path(int number) {
    return folder.resolve(Integer.toString(number));
  }

  private List<Integer> numbers() {
    settle();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("[1-9]\\d{0,8}"))
          .map(Integer::valueOf)
          .sorted()
          .toList();
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
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException problem)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
