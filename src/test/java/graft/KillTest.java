package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.train.CheckpointFiles;
import graft.train.CheckpointFiles.Pace;
import graft.train.Outcome;
import graft.train.SavedRun;
import graft.weights.SafeTensors;
import graft.weights.TensorHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a training process again and again and takes its run up each time: it ends as a run that
 * nobody disturbed. Profile {@code long} kills a hundred times.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("graft.kills", 10);
  private static final long SEED = 7;

  /** Of so many kills one comes before the first batch, while everything is prepared. */
  private static final int EARLY = 4;

  private static final Map<String, String> NO_RECORD = Map.of();

  @TempDir private Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void runThatIsKilledAndTakenUpEndsAsTheWholeOne() throws Exception {
    TrainingProcess undisturbed = new TrainingProcess(folder.resolve("whole"));
    undisturbed.end();
    Ended whole = Ended.beside(undisturbed.folder());
    assertThat(whole.outcome()).isEqualTo(Outcome.FINISHED);

    int kills = 0;
    for (int run = 1; kills < KILLS; run++) {
      Path home = folder.resolve("run " + run);
      kills += killsUntilItEnds(home, undisturbed, kills);
      assertThat(Ended.beside(home)).as("run %s, after kill %s", run, kills).isEqualTo(whole);
    }
  }

  /** Returns how often the run was killed; the last kill of the test lets it end. */
  private int killsUntilItEnds(Path home, TrainingProcess undisturbed, int before)
      throws Exception {
    int kills = 0;
    while (before + kills < KILLS) {
      boolean early = (before + kills) % EARLY == EARLY - 1;
      if (!killed(home, undisturbed, early)) {
        return kills;
      }
      kills++;
    }
    new TrainingProcess(home).end();
    return kills;
  }

  /**
   * Runs a process until a moment that is drawn.
   *
   * @return whether it was alive then
   */
  private boolean killed(Path home, TrainingProcess undisturbed, boolean early) throws Exception {
    long life = early ? undisturbed.preparingMillis() : undisturbed.trainingMillis() / 3;
    long moment = random.nextLong(life);
    int before = epochs(home);

    boolean killed = new TrainingProcess(home).killed(early, moment);

    String when = "%s ms after %s".formatted(moment, early ? "its start" : "its first batch");
    System.out.printf(
        "%s: %s %s, %s epochs kept%n",
        home.getFileName(), killed ? "killed" : "ended before", when, epochs(home));
    if (random.nextBoolean()) {
      assertEverythingLoads(home);
    }
    if (killed && !finished(home)) {
      assertThat(epochs(home)).as("epochs kept, killed %s", when).isGreaterThanOrEqualTo(before);
    }
    return killed;
  }

  /** A run that is kept needs its checkpoints no longer, though its process may still live. */
  private static boolean finished(Path home) {
    return Workspace.beside(home).runs().last().stream()
        .anyMatch(run -> run.history().outcome() == Outcome.FINISHED);
  }

  /** Only sometimes: to look tidies up as the next process would. */
  private static void assertEverythingLoads(Path home) throws IOException {
    for (SavedRun run : Workspace.beside(home).runs().runs()) {
      assertThat(Ended.of(home, run).best()).isNotEmpty();
    }
    for (Path checkpoints : unfinished(home)) {
      CheckpointFiles files = new CheckpointFiles(checkpoints, Pace.atLeast(0), () -> NO_RECORD);
      files.newest();
      assertThat(files.warnings()).isEmpty();
    }
  }

  /** Returns how many epochs the newest checkpoint holds, by its name. */
  private static int epochs(Path home) throws IOException {
    int newest = 0;
    for (Path checkpoints : unfinished(home)) {
      for (Path file : entries(checkpoints)) {
        String digits = file.getFileName().toString().replaceAll("^epoch-(\\d+).*$|.*", "$1");
        newest = Math.max(newest, digits.isEmpty() ? 0 : Integer.parseInt(digits));
      }
    }
    return newest;
  }

  private static List<Path> unfinished(Path home) throws IOException {
    return entries(Workspace.beside(home).unfinished());
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  /**
   * What a run leaves.
   *
   * @param best hash of its best weights
   * @param last hash of those of its last step
   */
  private record Ended(
      Outcome outcome, String best, String last, int bestEpoch, List<Map<String, Double>> values) {

    static Ended beside(Path home) {
      return of(home, Workspace.beside(home).runs().last().orElseThrow());
    }

    static Ended of(Path home, SavedRun run) {
      Path best = Workspace.beside(home).runs().best(run.history().run());
      return new Ended(
          run.history().outcome(),
          hash(best),
          hash(best.resolveSibling("last.safetensors")),
          run.history().bestEpoch(),
          run.history().epochs().stream().map(epoch -> epoch.values()).toList());
    }

    private static String hash(Path file) {
      try (SafeTensors tensors = SafeTensors.open(file)) {
        return TensorHash.sha256(tensors.names(), tensors::floats);
      }
    }
  }
}
