package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import graft.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

  private static final Map<String, Tensor> BEST = Map.of("fc.weight", FloatTensor.of(1, 2));
  private static final Map<String, Tensor> LAST = Map.of("fc.weight", FloatTensor.of(3, 4));

  @TempDir private Path home;

  @Test
  void savedRunComesBackWhole() {
    SavedRun run = run(1, "key", "2026-11-21T10:00:00Z");

    store().save(run, BEST, LAST);

    assertThat(store().find(1)).contains(run);
    assertThat(List.copyOf(store().find(1).orElseThrow().history().defaults().keySet()))
        .containsExactly("--epochs", "--augment");
    try (SafeTensors best = SafeTensors.open(store().best(1))) {
      assertThat(best.floats("fc.weight")).isEqualTo(FloatTensor.of(1, 2));
    }
    try (SafeTensors last = SafeTensors.open(runs().resolve("1/last.safetensors"))) {
      assertThat(last.floats("fc.weight")).isEqualTo(FloatTensor.of(3, 4));
    }
  }

  @Test
  void recordWithoutTrainableStagesIsRead() throws IOException {
    store().save(run(1, "key", "2026-11-21T10:00:00Z"), BEST, LAST);
    Path record = runs().resolve("1/run.json");
    ObjectMapper json = new ObjectMapper();
    JsonNode old = json.readTree(record.toFile());
    ((ObjectNode) old.at("/history/milestones/0")).remove("trainable");
    json.writeValue(record.toFile(), old);

    assertThat(store().find(1).orElseThrow().history().milestones())
        .containsExactly(new Milestone(1, "trains from layer4", List.of()));
  }

  @Test
  void lossThatIsNoNumberComesBack() {
    SavedRun run = run(1, "key", "2026-11-21T10:00:00Z", Double.NaN);

    store().save(run, BEST, LAST);

    assertThat(store().find(1).orElseThrow().history().series("validation loss"))
        .containsExactly(Double.NaN);
  }

  @Test
  void sameKeyTakesTheSameNumber() {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    store().save(run(2, "b", "2026-11-21T11:00:00Z"), BEST, LAST);

    assertThat(store().numberFor("a")).isEqualTo(1);
    assertThat(store().numberFor("b")).isEqualTo(2);
    assertThat(store().numberFor("c")).isEqualTo(3);
  }

  @Test
  void savingAgainReplaces() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    SavedRun again = run(1, "a", "2026-11-21T12:00:00Z");

    store().save(again, LAST, BEST);

    assertThat(store().runs()).containsExactly(again);
    try (SafeTensors best = SafeTensors.open(store().best(1))) {
      assertThat(best.floats("fc.weight")).isEqualTo(FloatTensor.of(3, 4));
    }
    try (Stream<Path> files = Files.walk(runs())) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(3);
    }
  }

  @Test
  void lastIsTheOneThatEndedLast() {
    store().save(run(1, "a", "2026-11-21T12:00:00Z"), BEST, LAST);
    store().save(run(2, "b", "2026-11-21T11:00:00Z"), BEST, LAST);

    assertThat(store().last()).contains(run(1, "a", "2026-11-21T12:00:00Z"));
  }

  @Test
  void cleaningKeepsThoseThatEndedLast() {
    store().save(run(1, "a", "2026-11-21T12:00:00Z"), BEST, LAST);
    store().save(run(2, "b", "2026-11-21T10:00:00Z"), BEST, LAST);
    store().save(run(3, "c", "2026-11-21T11:00:00Z"), BEST, LAST);

    assertThat(store().clean(1)).containsExactly(2, 3);
    assertThat(store().runs()).extracting(run -> run.history().run()).containsExactly(1);
    assertThat(store().clean(1)).isEmpty();
  }

  @Test
  void nothingIsKeptYet() {
    assertThat(store().runs()).isEmpty();
    assertThat(store().last()).isEmpty();
    assertThat(store().find(1)).isEmpty();
    assertThat(store().numberFor("a")).isEqualTo(1);
  }

  @Test
  void damagedRecordIsNamed() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    Path record = runs().resolve("1/run.json");
    Files.writeString(record, "{\"key\": ");

    assertThatThrownBy(() -> store().find(1))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "record of run 1 cannot be read: Unexpected end-of-input within/between Object"
                + " entries; remove %s or restore it",
            record);
  }

  @Test
  void damagedRecordKeepsNoOtherRunFromBeingUsed() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    store().save(run(2, "b", "2026-11-21T11:00:00Z"), BEST, LAST);
    Files.writeString(runs().resolve("2/run.json"), "");

    assertThat(store().runs()).extracting(run -> run.history().run()).containsExactly(1);
    assertThat(store().last()).isPresent();
    assertThat(store().numberFor("b")).isEqualTo(3);
  }

  @Test
  void fileInPlaceOfTheFolder() throws IOException {
    Files.writeString(runs(), "");

    assertThatThrownBy(() -> store().save(run(1, "a", ""), BEST, LAST))
        .isInstanceOf(GraftException.class)
        .hasMessage("run 1 cannot be kept in %s: Not a directory", runs());
  }

  @Test
  void folderWithoutPermission() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write anywhere");
    assumeTrue(
        Files.getFileStore(home).supportsFileAttributeView("posix"), "no permissions to take");
    Files.createDirectory(runs());
    assertThat(runs().toFile().setWritable(false)).isTrue();

    assertThatThrownBy(() -> store().save(run(1, "a", ""), BEST, LAST))
        .isInstanceOf(GraftException.class)
        .hasMessage("run 1 cannot be kept in %s: permission denied", runs());
  }

  @Test
  void runThatAKilledProcessMovedAsideComesBack() throws Exception {
    store().save(run(1, "a", "2026-01-01T00:00:00Z"), BEST, LAST);
    long dead = deadProcess();
    Files.move(runs().resolve("1"), runs().resolve(".run-1-%d-before".formatted(dead)));
    Path unfinished = Files.createDirectory(runs().resolve(".run-1-" + dead));
    Files.writeString(unfinished.resolve("best.safetensors"), "half");

    assertThat(store().find(1)).isPresent();

    assertThat(runs().toFile().list()).containsExactly("1");
  }

  @Test
  void whatALivingProcessWritesIsLeftAlone() throws IOException {
    Path other = runs().resolve(".run-1-" + ProcessHandle.current().pid());
    Files.createDirectories(other);

    assertThat(store().runs()).isEmpty();

    assertThat(other).exists();
  }

  private static long deadProcess() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process = new ProcessBuilder(java.toString(), "-version").start();
    process.waitFor();
    return process.pid();
  }

  private Path runs() {
    return home.resolve("runs");
  }

  private RunStore store() {
    return new RunStore(runs());
  }

  private static SavedRun run(int number, String key, String finished) {
    return run(number, key, finished, 0.5);
  }

  private static SavedRun run(int number, String key, String finished, double loss) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("--epochs", "5");
    defaults.put("--augment", "none");
    TrainingHistory history =
        new TrainingHistory(
            number,
            "run " + number,
            "graft-nano (frozen) · photos (train 2)",
            "from pretrained weights",
            "validation loss",
            false,
            1,
            List.of(new EpochValues(1, 0.25, 1e-3, Map.of("validation loss", loss))),
            Outcome.FINISHED,
            1.5,
            defaults,
            Map.of("seed", "42"),
            List.of(new Milestone(1, "trains from layer4", List.of("layer4", "fc"))),
            FreezeReceipt.NONE,
            Resources.UNKNOWN,
            List.of());
    return new SavedRun(
        key,
        finished,
        "graft-nano",
        "hash",
        FreezePolicy.from("layer4"),
        List.of("a", "b"),
        "accuracy",
        "photos",
        "70/15/15",
        42,
        "data hash",
        List.of(0f, 0f),
        "--epochs 1",
        "contents",
        history);
  }
}
