package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.ResumableTraining.Kind;
import graft.train.CheckpointFiles;
import graft.train.CheckpointFiles.Pace;
import graft.train.Outcome;
import graft.train.SavedRun;
import graft.weights.SafeTensors;
import graft.weights.TensorHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a training process again and again, in phases, epochs and the middle of them, and takes its
 * run up each time: it ends as a run that nobody disturbed. Profile {@code long} kills a hundred
 * times.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("graft.kills", 10);
  private static final long SEED = 7;

  /** Of so many kills one comes before the first batch, while everything is prepared. */
  private static final int EARLY = 4;

  /** So that a few kills meet runs of each kind. */
  private static final int MOST_OF_A_RUN = 6;

  private static final Map<String, String> NO_RECORD = Map.of();

  @TempDir private Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void runThatIsKilledAndTakenUpEndsAsTheWholeOne() throws Exception {
    Map<Kind, Ended> wholes = new EnumMap<>(Kind.class);
    TrainingProcess undisturbed = whole(Kind.TWO_STEP, wholes);
    whole(Kind.GRADUAL, wholes);
    wholes.put(Kind.LIMITED, wholes.get(Kind.TWO_STEP));

    int kills = 0;
    for (int run = 0; kills < KILLS; run++) {
      Kind kind = Kind.values()[run % Kind.values().length];
      Path home = folder.resolve("run %d, %s".formatted(run + 1, kind));
      kills += killsUntilItEnds(home, kind, undisturbed, kills);
      assertEnded(home, kind, wholes.get(kind), "run %s, after kill %s".formatted(run + 1, kills));
    }
  }

  private TrainingProcess whole(Kind kind, Map<Kind, Ended> wholes) throws Exception {
    TrainingProcess process = new TrainingProcess(folder.resolve("whole " + kind), kind);
    process.end();
    wholes.put(kind, Ended.beside(process.folder()));
    assertThat(wholes.get(kind).outcome()).isEqualTo(Outcome.FINISHED);
    return process;
  }

  /** What a time limit cuts is its last epoch, which nobody takes up as a whole one. */
  private static void assertEnded(Path home, Kind kind, Ended whole, String when) {
    Ended ended = Ended.beside(home);
    if (kind != Kind.LIMITED) {
      assertThat(ended).as(when).isEqualTo(whole);
      return;
    }
    int before = ended.values().size() - 1;
    assertThat(ended.outcome()).as(when).isEqualTo(Outcome.FINISHED);
    assertThat(ended.values().subList(0, before))
        .as(when)
        .isEqualTo(whole.values().subList(0, before));
  }

  /** Returns how often the run was killed; the last kill of the test lets it end. */
  private int killsUntilItEnds(Path home, Kind kind, TrainingProcess undisturbed, int before)
      throws Exception {
    int kills = 0;
    while (before + kills < KILLS && kills < MOST_OF_A_RUN) {
      boolean early = (before + kills) % EARLY == EARLY - 1;
      if (!killed(home, kind, undisturbed, early)) {
        return kills;
      }
      kills++;
    }
    new TrainingProcess(home, kind).end();
    return kills;
  }

  /**
   * Runs a process until a moment that is drawn.
   *
   * @return whether it was alive then
   */
  private boolean killed(Path home, Kind kind, TrainingProcess undisturbed, boolean early)
      throws Exception {
    long life = early ? undisturbed.preparingMillis() : undisturbed.trainingMillis() / 3;
    long moment = random.nextLong(life);
    Place before = Place.of(home);

    boolean killed = new TrainingProcess(home, kind).killed(early, moment);

    String when = "%s ms after %s".formatted(moment, early ? "its start" : "its first batch");
    System.out.printf(
        "%s: %s %s, kept up to %s%n",
        home.getFileName(), killed ? "killed" : "ended before", when, Place.of(home));
    if (random.nextBoolean()) {
      assertEverythingLoads(home);
    }
    if (killed && !finished(home)) {
      assertThat(Place.of(home)).as("kept, killed %s", when).isGreaterThanOrEqualTo(before);
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

  /** How far the newest checkpoint is, by its name. */
  private record Place(int epochs, int steps) implements Comparable<Place> {

    private static final Pattern NAME =
        Pattern.compile("epoch-(\\d+)(?:-step-(\\d+))?\\.safetensors");

    static Place of(Path home) throws IOException {
      Place newest = new Place(0, 0);
      for (Path checkpoints : unfinished(home)) {
        for (Path file : entries(checkpoints)) {
          Matcher name = NAME.matcher(file.getFileName().toString());
          if (name.matches() && of(name).compareTo(newest) > 0) {
            newest = of(name);
          }
        }
      }
      return newest;
    }

    private static Place of(Matcher name) {
      int steps = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
      return new Place(Integer.parseInt(name.group(1)), steps);
    }

    @Override
    public int compareTo(Place other) {
      return Comparator.comparingInt(Place::epochs)
          .thenComparingInt(Place::steps)
          .compare(this, other);
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
