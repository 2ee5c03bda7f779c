package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.GraftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages folders of runs in ways that are drawn: each time the damage is said, or does no harm,
 * and no other run suffers. Profile {@code long} does so ten thousand times.
 */
class RunDamageTest {

  private static final int DAMAGES = Integer.getInteger("graft.damages", 300);
  private static final long SEED = 12;
  private static final int RUNS = 3;
  private static final List<String> FILES =
      List.of("best.safetensors", "last.safetensors", "run.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path home;

  private final SplittableRandom random = new SplittableRandom(SEED);

  /** What happens to a folder. */
  private enum Kind {
    FLIPPED,
    TRUNCATED,
    LENGTHENED,
    ZEROED,
    DELETED,
    FILE_OF_ANOTHER_RUN,
    FILES_SWAPPED,
    FOLDERS_SWAPPED,
    FOLDER_COPIED,
    VALUE_EDITED,
    ENTRY_REMOVED
  }

  /** How a damage ended. */
  private enum End {
    SAID,
    HARMLESS
  }

  @Test
  void everyDamageIsSaidOrHarmless() throws IOException {
    List<SavedRun> sound = new ArrayList<>();
    for (int i = 1; i <= RUNS; i++) {
      sound.add(KeptRuns.save(store(), i, "key " + i, "2026-11-21T10:00:0%dZ".formatted(i)));
    }
    copy(home.resolve("runs"), home.resolve("sound"));

    Map<Kind, int[]> ends = new EnumMap<>(Kind.class);
    for (int i = 0; i < DAMAGES; i++) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      Set<Integer> touched = damage(kind);
      for (SavedRun run : sound) {
        End end = end(run);
        if (touched.contains(run.history().run())) {
          ends.computeIfAbsent(kind, any -> new int[2])[end.ordinal()]++;
        } else {
          assertThat(end).as("damage %s, %s of %s", i, kind, touched).isEqualTo(End.HARMLESS);
        }
      }
      restore();
    }
    ends.forEach(
        (kind, counts) ->
            System.out.printf("%s: said %d, harmless %d%n", kind, counts[0], counts[1]));
  }

  /** Fails where a run brings back something else than what was kept. */
  private End end(SavedRun run) {
    int number = run.history().run();
    store().runs(); // neither fails, whatever is there
    boolean said = store().damaged().stream().anyMatch(damaged -> damaged.number() == number);
    try {
      SavedRun found = store().find(number).orElse(null);
      if (found == null) {
        return End.SAID; // there is no such run, which opening it says
      }
      assertThat(found).isEqualTo(run);
      assertThat(KeptRuns.bringsItsOwn(store(), found)).isTrue();
      assertThat(said).isFalse();
      return store().check(found).isEmpty() ? End.HARMLESS : End.SAID;
    } catch (GraftException e) {
      assertThat(e.getMessage()).contains("run " + number);
      return End.SAID;
    }
  }

  /** Returns the numbers of the runs that were damaged. */
  private Set<Integer> damage(Kind kind) throws IOException {
    int number = 1 + random.nextInt(RUNS);
    int other = 1 + (number + random.nextInt(RUNS - 1)) % RUNS;
    Path file = folder(number).resolve(FILES.get(random.nextInt(FILES.size())));
    Path same = folder(other).resolve(file.getFileName());
    Set<Integer> both = new TreeSet<>(List.of(number, other));
    switch (kind) {
      case FLIPPED -> flip(file);
      case TRUNCATED -> truncate(file);
      case LENGTHENED -> lengthen(file);
      case ZEROED -> zero(file);
      case DELETED -> Files.delete(file);
      case FILE_OF_ANOTHER_RUN -> Files.copy(same, file, StandardCopyOption.REPLACE_EXISTING);
      case FILES_SWAPPED -> swap(file, same);
      case FOLDERS_SWAPPED -> swap(folder(number), folder(other));
      case FOLDER_COPIED -> {
        RunFolders.remove(folder(number));
        copy(folder(other), folder(number));
      }
      case VALUE_EDITED -> edit(folder(number).resolve(RunRecord.FILE));
      case ENTRY_REMOVED -> removeEntry(folder(number).resolve(RunRecord.FILE));
    }
    boolean ofBoth = kind == Kind.FILES_SWAPPED || kind == Kind.FOLDERS_SWAPPED;
    return ofBoth ? both : Set.of(number);
  }

  private void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    Files.write(file, bytes);
  }

  private void truncate(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
  }

  private void lengthen(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4096));
    if (random.nextBoolean()) {
      Arrays.fill(longer, bytes.length, longer.length, (byte) ' ');
    }
    Files.write(file, longer);
  }

  private void zero(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int from = random.nextInt(bytes.length);
    Arrays.fill(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(512)), (byte) 0);
    Files.write(file, bytes);
  }

  private void swap(Path one, Path other) throws IOException {
    Path aside = home.resolve("aside");
    Files.move(one, aside);
    Files.move(other, one);
    Files.move(aside, other);
  }

  /** Changes one value as somebody with an editor would. */
  private void edit(Path file) throws IOException {
    JsonNode record = JSON.readTree(file.toFile());
    List<Runnable> edits = new ArrayList<>();
    collect(record, edits, false);
    edits.get(random.nextInt(edits.size())).run();
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), record);
  }

  private void removeEntry(Path file) throws IOException {
    JsonNode record = JSON.readTree(file.toFile());
    List<Runnable> edits = new ArrayList<>();
    collect(record, edits, true);
    edits.get(random.nextInt(edits.size())).run();
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), record);
  }

  private static void collect(JsonNode node, List<Runnable> edits, boolean remove) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        if (remove) {
          edits.add(() -> object.remove(entry.getKey()));
        } else if (entry.getValue().isNumber()) {
          edits.add(() -> object.put(entry.getKey(), entry.getValue().asInt() + 1));
        } else if (entry.getValue().isTextual()) {
          edits.add(() -> object.put(entry.getKey(), entry.getValue().asText() + "x"));
        }
        collect(entry.getValue(), edits, remove);
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(each -> collect(each, edits, remove));
      if (remove && !array.isEmpty()) {
        edits.add(() -> array.remove(0));
      }
    }
  }

  private void restore() throws IOException {
    RunFolders.remove(home.resolve("runs"));
    copy(home.resolve("sound"), home.resolve("runs"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private Path folder(int number) {
    return home.resolve("runs").resolve(Integer.toString(number));
  }

  private RunStore store() {
    return new RunStore(home.resolve("runs"));
  }
}
