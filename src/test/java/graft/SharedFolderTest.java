package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.tiny.ChildJvm;
import graft.train.SavedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes, each with several threads, train, resume, clean, predict and evaluate at
 * random in one folder. Every run that finished and was not cleaned away is there and brings its
 * own predictions. Profile {@code long} does so for ten minutes.
 */
class SharedFolderTest {

  private static final int SECONDS = Integer.getInteger("graft.shared.seconds", 10);
  private static final int PROCESSES = SECONDS < 60 ? 2 : 3;
  private static final int THREADS = SECONDS < 60 ? 2 : 4;

  @TempDir private Path folder;

  /**
   * A run that a process kept.
   *
   * @param predictions hash of what its model says of some pictures
   */
  private record Kept(int number, String key, Instant finished, String predictions) {

    static Kept of(String line) {
      String[] words = line.split(" ");
      return new Kept(Integer.parseInt(words[1]), words[2], Instant.parse(words[3]), words[4]);
    }
  }

  @Test
  void everyFinishedRunIsThereAndBringsItsOwnPredictions() throws Exception {
    List<Kept> kept = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (String line : outputs()) {
      counts.merge(line.split(" ")[0], 1, Integer::sum);
      if (line.startsWith(SharedFolderWork.KEPT)) {
        kept.add(Kept.of(line));
      }
    }
    System.out.println(counts);

    assertThat(kept).isNotEmpty();
    assertOneKeyANumber(kept);
    kept.sort(Comparator.comparing(Kept::finished).reversed());
    List<Kept> last = kept.stream().limit(SharedFolderWork.KEPT_LAST).toList();
    Graft.workspace(Workspace.beside(folder));
    Graft.threads(1);
    assertThat(Graft.workspace().runs().damaged()).isEmpty();
    for (Kept run : last) {
      SavedRun found = Graft.savedRun(Integer.toString(run.number()));
      assertThat(SharedFolderWork.key(found)).as("run %s", run.number()).isEqualTo(run.key());
      try (TransferModel model = Graft.pretrained(found.history())) {
        assertThat(SharedFolderWork.predictions(model))
            .as("run %s", run.number())
            .isEqualTo(run.predictions());
      }
    }
  }

  private static void assertOneKeyANumber(List<Kept> kept) {
    Map<Integer, String> keys = new HashMap<>();
    for (Kept run : kept) {
      String before = keys.put(run.number(), run.key());
      assertThat(before == null ? run.key() : before)
          .as("key of run %s", run.number())
          .isEqualTo(run.key());
    }
  }

  private List<String> outputs() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      List<String> command =
          ChildJvm.command(
              SharedFolderWork.class,
              folder.toString(),
              Integer.toString(i),
              Integer.toString(THREADS),
              Integer.toString(SECONDS));
      Path output = folder.resolve("output " + i);
      processes.add(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start());
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      int exit = processes.get(i).waitFor();
      List<String> output = Files.readAllLines(folder.resolve("output " + i));
      assertThat(exit).as(String.join("\n", output)).isZero();
      lines.addAll(output);
    }
    return lines;
  }
}
