package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedRunsTest {

  private static final String KEY = "0123456789abcdef and more";
  private static final String OTHER = "fedcba9876543210 and more";

  @TempDir private Path folder;

  @Test
  void cutOffRunWithCheckpointsCanBeTakenUpAgain() throws IOException {
    SavedRun cut = run(1, KEY, Outcome.INTERRUPTED);
    SavedRun failed = run(2, OTHER, Outcome.FAILED);
    checkpoint(KEY, 3);
    checkpoint(OTHER, 5);

    assertThat(runs().resumable(List.of(cut, failed))).containsExactly(cut, failed);
  }

  @Test
  void withoutACheckpointThereIsNothingToTakeUp() throws IOException {
    Files.createDirectories(folder.resolve("unfinished").resolve(UnfinishedRuns.name(KEY)));

    assertThat(runs().resumable(List.of(run(1, KEY, Outcome.INTERRUPTED)))).isEmpty();
    assertThat(runs().unrecorded(List.of())).isEmpty();
  }

  @Test
  void whatFinishedIsNotTakenUp() throws IOException {
    SavedRun finished = run(1, KEY, Outcome.FINISHED);
    SavedRun attempt = run(2, KEY + "|cut off", Outcome.INTERRUPTED);
    checkpoint(KEY, 3);

    assertThat(runs().resumable(List.of(finished, attempt))).isEmpty();
  }

  @Test
  void killedRunsLeaveNoRecordButTheirEpochs() throws IOException {
    checkpoint(KEY, 3);
    checkpoint(OTHER, 9);
    checkpoint(OTHER, 10);

    assertThat(runs().unrecorded(List.of(run(1, KEY, Outcome.INTERRUPTED))))
        .containsExactly(new UnfinishedRuns.Killed(0, 10, true));
  }

  @Test
  void cleaningLeavesWhatAKeptRunIsTakenUpFrom() throws IOException {
    checkpoint(KEY, 3);
    checkpoint(OTHER, 9);
    checkpoint("killed before any record", 1);

    int removed =
        runs().clean(List.of(run(1, KEY, Outcome.INTERRUPTED), run(2, OTHER, Outcome.FINISHED)));

    assertThat(removed).isEqualTo(2);
    assertThat(folder.resolve("unfinished/0123456789abcdef/epoch-3.safetensors")).exists();
    try (Stream<Path> left = Files.list(folder.resolve("unfinished"))) {
      assertThat(left).hasSize(1);
    }
    assertThat(runs().clean(List.of())).isEqualTo(1);
  }

  @Test
  void attemptsOfTwoDoNotMeet() throws IOException {
    Path first = begun(KEY, 3, 5);
    Path second = begun(KEY, 4, 6);
    assertThat(runs().number(KEY)).isZero();
    assertThat(runs().unrecorded(List.of())).isEmpty();

    runs().discard(KEY);
    assertThat(runs().clean(List.of())).isZero();
    assertThat(first).exists();
    assertThat(second).exists();

    runs().end(second);
    assertThat(second).doesNotExist();
    assertThat(runs().number(KEY)).isEqualTo(4);
    runs().discard(KEY);
    assertThat(runs().number(KEY)).isZero();
    assertThat(first).exists();
    runs().end(first);
  }

  @Test
  void newestCheckpointOfAnyAttemptIsTakenUp() throws IOException {
    runs().end(begun(KEY, 1, 2));
    Path alive = begun(KEY, 2, 9);
    runs().end(begun(OTHER, 3, 20));
    Path mine = runs().begin(KEY, 4);

    runs().gather(KEY, mine);

    assertThat(CheckpointFiles.epochs(mine)).hasValue(9);
    assertThat(mine.toFile().list())
        .containsExactlyInAnyOrder("epoch-2.safetensors", "epoch-9.safetensors");
    assertThat(alive.resolve("epoch-9.safetensors")).exists();
    runs().end(alive);
    runs().end(mine);
  }

  @Test
  void attemptOnAnotherMachineMayGoOn() throws IOException {
    Path other =
        Files.createDirectories(
            folder
                .resolve("unfinished")
                .resolve(UnfinishedRuns.name(KEY) + "-7-00000000-17-1700000000-0a1b2c3d"));
    Files.writeString(other.resolve("epoch-3.safetensors"), "weights");

    assertThat(runs().unrecorded(List.of()))
        .containsExactly(new UnfinishedRuns.Killed(7, 3, false));
    assertThat(runs().number(KEY)).isEqualTo(7);
    assertThat(runs().clean(List.of())).isZero();
    assertThat(other).exists();
  }

  private Path begun(String key, int number, int epoch) throws IOException {
    Path attempt = Files.createDirectories(runs().begin(key, number));
    Files.writeString(attempt.resolve("epoch-%d.safetensors".formatted(epoch)), "weights");
    return attempt;
  }

  @Test
  void withoutAFolderThereIsNothing() {
    assertThat(runs().unrecorded(List.of())).isEmpty();
    assertThat(runs().clean(List.of())).isZero();
  }

  private UnfinishedRuns runs() {
    return new UnfinishedRuns(folder.resolve("unfinished"));
  }

  private void checkpoint(String key, int epoch) throws IOException {
    Path run =
        Files.createDirectories(folder.resolve("unfinished").resolve(UnfinishedRuns.name(key)));
    Files.writeString(run.resolve("epoch-%d.safetensors".formatted(epoch)), "weights");
  }

  private static SavedRun run(int number, String key, Outcome outcome) {
    TrainingHistory history =
        new TrainingHistory(
            number,
            "run " + number,
            "graft-nano (frozen) · photos (train 2)",
            "from pretrained weights",
            "validation loss",
            false,
            1,
            List.of(new EpochValues(1, 0.25, 1e-3, Map.of("validation loss", 0.5))),
            outcome,
            1.5,
            Map.of(),
            Map.of());
    return new SavedRun(
        key,
        "2026-11-21T10:00:00Z",
        "graft-nano",
        "hash",
        FreezePolicy.backbone(),
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
