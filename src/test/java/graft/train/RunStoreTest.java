package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import graft.weights.FileHash;
import graft.weights.Owner;
import graft.weights.SafeTensors;
import graft.weights.SealedJson;
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

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path home;

  @Test
  void savedRunComesBackWhole() {
    SavedRun run = run(1, "key", "2026-11-21T10:00:00Z");

    SavedRun kept = store().save(run, BEST, LAST);

    assertThat(store().find(1)).contains(kept);
    assertThat(kept.history().numbered(1).series("validation loss"))
        .isEqualTo(run.history().series("validation loss"));
    assertThat(kept.identity())
        .isEqualTo(new RunIdentity(1, "key", FileHash.sha256(store().best(1))));
    assertThat(store().problems(kept)).isEmpty();
    assertThat(store().check(kept)).isEmpty();
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
    ObjectNode old = unsealed(record);
    ((ObjectNode) old.at("/history/milestones/0")).remove("trainable");
    JSON.writeValue(record.toFile(), old);

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
  void numberIsGivenOnce() {
    assertThat(store().reserve()).isEqualTo(1);
    assertThat(store().reserve()).isEqualTo(2);
    store().save(run(2, "b", "2026-11-21T11:00:00Z"), BEST, LAST);

    assertThat(store().clean(0)).containsExactly(2);

    assertThat(store().reserve()).isEqualTo(3);
  }

  @Test
  void numberIsGivenOnceAlsoWhereNobodyWroteDownWhichWere() throws IOException {
    store().save(run(7, "a", "2026-11-21T11:00:00Z"), BEST, LAST);
    assertThat(home.resolve("numbers")).doesNotExist();

    assertThat(store().reserve()).isEqualTo(8);
    store().clean(0);
    assertThat(store().reserve()).isEqualTo(9);
  }

  @Test
  void numberThatCannotBeWrittenDown() throws IOException {
    Files.writeString(home.resolve("numbers"), "");

    assertThatThrownBy(() -> store().reserve())
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "a run cannot be given a number in %s: %s; set another folder with"
                + " %%graft set home FOLDER",
            home.resolve("numbers"), home.resolve("numbers"));
  }

  @Test
  void nothingReplacesARunOfAnotherIdentity() {
    SavedRun first = store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);

    SavedRun second = store().save(run(1, "b", "2026-11-21T11:00:00Z"), LAST, BEST);

    assertThat(store().runs()).containsExactly(first, second);
    assertThat(second.history().run()).isEqualTo(2);
    assertThat(second.history().name()).isEqualTo("run 2");
  }

  @Test
  void damagedRunIsNotReplaced() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    Files.writeString(runs().resolve("1/run.json"), "{");

    SavedRun again = store().save(run(1, "a", "2026-11-21T11:00:00Z"), BEST, LAST);

    assertThat(again.history().run()).isEqualTo(2);
    assertThat(runs().resolve("1/run.json")).hasContent("{");
  }

  @Test
  void runIsFoundByItsIdentityOnly() {
    SavedRun first = store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    SavedRun again = store().save(run(1, "a", "2026-11-21T11:00:00Z"), LAST, BEST);

    assertThat(store().find(again.identity())).contains(again);
    assertThat(store().find(first.identity())).isEmpty();
    assertThat(store().find(new RunIdentity(1, "b", again.identity().weights()))).isEmpty();
    assertThat(store().find(RunIdentity.NONE)).isEmpty();
    assertThatThrownBy(() -> store().open(first.identity()))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "weights of run 1 are no longer kept; run:1 is a later training of the same line");
  }

  @Test
  void weightsOfARunThatWasRemoved() {
    SavedRun run = store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    store().clean(0);

    assertThatThrownBy(() -> store().open(run.identity()))
        .isInstanceOf(GraftException.class)
        .hasMessage("weights of run 1 are no longer kept; load another model with %pretrained");
  }

  @Test
  void flippedBitOfAnyByteOfTheWeightsIsFound() throws IOException {
    SavedRun run = store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    Path file = store().best(1);
    byte[] sound = Files.readAllBytes(file);

    for (int i = 0; i < sound.length; i++) {
      Files.write(file, flipped(sound, i));

      assertThatThrownBy(() -> store().open(run.identity()))
          .as("byte %s", i)
          .isInstanceOf(GraftException.class)
          .hasMessageStartingWith("weights of run 1 are damaged: ")
          .hasMessageEndingWith("; train it again with %finetune --epochs 1, or load another run");
      assertThat(store().check(run)).containsExactly("best.safetensors is damaged");
    }
  }

  @Test
  void flippedBitOfAnyByteOfTheRecordIsFound() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    Path file = runs().resolve("1/run.json");
    byte[] sound = Files.readAllBytes(file);

    for (int i = 0; i < sound.length; i++) {
      Files.write(file, flipped(sound, i));

      assertThat(store().damaged()).as("byte %s", i).hasSize(1);
      assertThat(store().runs()).isEmpty();
    }
  }

  @Test
  void lastWeightsThatAreDamagedAreSaid() throws IOException {
    SavedRun run = store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    Path last = runs().resolve("1/last.safetensors");
    Files.write(last, flipped(Files.readAllBytes(last), 99));
    assertThat(store().problems(run)).isEmpty();
    assertThat(store().check(run)).containsExactly("last.safetensors is damaged");

    Files.delete(last);

    assertThat(store().problems(run)).containsExactly("last.safetensors is missing");
    store().open(run.identity()).close();
  }

  @Test
  void recordThatWasMovedIsNamed() throws IOException {
    store().save(run(2, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    Files.move(runs().resolve("2"), runs().resolve("1"));

    assertThat(store().damaged())
        .containsExactly(
            new DamagedRun(
                1, "its record cannot be used: it is that of run 2, and was moved or copied here"));
  }

  @Test
  void recordOfALaterVersionIsNamed() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    Path record = runs().resolve("1/run.json");
    Files.write(record, SealedJson.bytes(unsealed(record), 3));

    assertThat(store().damaged())
        .containsExactly(
            new DamagedRun(
                1,
                "its record cannot be used: it has format 3, and this version of Graft knows"
                    + " formats up to 2"));
  }

  @Test
  void runOfAnEarlierVersionOpensAndSaysWhatCannotBeChecked() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    Path record = runs().resolve("1/run.json");
    JSON.writeValue(record.toFile(), unsealed(record));

    SavedRun run = store().find(1).orElseThrow();

    assertThat(run.identity()).isEqualTo(new RunIdentity(1, "a", ""));
    store().open(run.identity()).close();
    assertThat(store().problems(run))
        .containsExactly(
            "an earlier version kept it without hashes, so damage would not be noticed");
  }

  @Test
  void savingAgainReplaces() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    SavedRun again = run(1, "a", "2026-11-21T12:00:00Z");

    store().save(again, LAST, BEST);

    assertThat(store().runs()).extracting(SavedRun::finished).containsExactly(again.finished());
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

    assertThat(store().last()).map(SavedRun::key).contains("a");
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
    assertThat(store().damaged()).isEmpty();
    assertThat(store().withKey("a")).isEmpty();
  }

  @Test
  void damagedRecordIsNamed() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    Path record = runs().resolve("1/run.json");
    Files.writeString(record, "{\"key\": ");

    assertThatThrownBy(() -> store().find(1))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "record of run 1 cannot be used: Unexpected end-of-input within/between Object"
                + " entries; remove %s or restore it",
            record);
  }

  @Test
  void damagedRecordKeepsNoOtherRunFromBeingUsed() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    store().save(run(2, "b", "2026-11-21T11:00:00Z"), BEST, LAST);
    Files.writeString(runs().resolve("2/run.json"), "");

    assertThat(store().runs()).extracting(run -> run.history().run()).containsExactly(1);
    assertThat(store().withKey("b")).isEmpty();
    assertThat(store().reserve()).isEqualTo(3);
  }

  @Test
  void whichWasTheLastIsNotGuessed() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    store().save(run(2, "b", "2026-11-21T11:00:00Z"), BEST, LAST);
    Files.delete(runs().resolve("2/run.json"));

    assertThatThrownBy(() -> store().last())
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "run 2 may be the last, and its record cannot be used: run.json is missing; name"
                + " another by its number, or remove %s",
            runs().resolve("2"));
  }

  @Test
  void cleaningLeavesDamagedRunsToTheirOwner() throws IOException {
    store().save(run(1, "a", "2026-11-21T10:00:00Z"), BEST, LAST);
    store().save(run(2, "b", "2026-11-21T11:00:00Z"), BEST, LAST);
    Files.writeString(runs().resolve("1/run.json"), "");

    assertThat(store().clean(0)).containsExactly(2);

    assertThat(runs().toFile().list()).containsExactly("1");
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

  @Test
  void whatAProcessOfAnotherMachineWritesIsLeftAlone() throws IOException {
    Path other = Files.createDirectories(runs().resolve(".run-1-00000000-17-1700000000-0a1b2c3d"));

    assertThat(store().runs()).isEmpty();
    assertThat(other).exists();

    assertThat(other.toFile().setLastModified(0)).isTrue();
    assertThat(store().runs()).isEmpty();
    assertThat(other).doesNotExist();
  }

  @Test
  void processNumberThatWasGivenAgainIsNoOwner() throws IOException {
    String owner = Owner.begin();
    String[] parts = owner.split("-");
    Path own = Files.createDirectories(runs().resolve(".run-1-" + owner));
    Path earlier =
        Files.createDirectories(
            runs().resolve(".run-1-%s-%s-1700000000-%s".formatted(parts[0], 1, parts[3])));

    assertThat(store().runs()).isEmpty();

    assertThat(own).exists();
    assertThat(earlier).doesNotExist();
    Owner.end(owner);
    assertThat(store().runs()).isEmpty();
    assertThat(own).doesNotExist();
  }

  @Test
  void runThatIsBeingReplacedIsFound() throws Exception {
    store().save(run(1, "a", "2026-01-01T00:00:00Z"), BEST, LAST);
    Path aside = runs().resolve(".run-1-%s-before".formatted(ProcessHandle.current().pid()));
    Files.move(runs().resolve("1"), aside);

    assertThat(store().find(1)).isPresent();
    assertThat(store().reserve()).isEqualTo(2);
  }

  @Test
  void whatWasBeingRemovedDoesNotComeBack() throws Exception {
    store().save(run(1, "a", "2026-01-01T00:00:00Z"), BEST, LAST);
    Path removed = runs().resolve(".run-1-%s-removed".formatted(deadProcess()));
    Files.move(runs().resolve("1"), removed);

    assertThat(store().find(1)).isEmpty();

    assertThat(store().runs()).isEmpty();
    assertThat(removed).doesNotExist();
  }

  private static byte[] flipped(byte[] sound, int at) {
    byte[] flipped = sound.clone();
    flipped[at] ^= (byte) (1 << at % 8);
    return flipped;
  }

  /** Returns a record as earlier versions wrote it. */
  private static ObjectNode unsealed(Path record) throws IOException {
    ObjectNode content = (ObjectNode) JSON.readTree(record.toFile());
    ((ObjectNode) content.at("/history/record")).remove(List.of("run key", "best weights"));
    return content.remove(List.of("format", "files", "checksum"));
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
