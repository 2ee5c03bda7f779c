package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import graft.GraftException;
import graft.tiny.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes, each with several threads, keep, replace, read and remove runs in one folder:
 * no number is given twice, no run is lost, and a run that is found is whole.
 */
class RunProcessesTest {

  private static final int PROCESSES = 3;
  private static final int THREADS = 4;
  private static final int RUNS = 12;
  private static final int KEPT_LAST = 5;

  @TempDir private Path home;

  @Test
  void numberIsGivenOnceAndEveryRunIsThere() throws Exception {
    List<String> lines = inProcesses("keep");

    Set<Integer> numbers = new TreeSet<>();
    for (String line : lines) {
      assertThat(numbers.add(number(line))).as("number of %s, given once", line).isTrue();
      SavedRun run = store().find(number(line)).orElseThrow();
      assertThat(run.key()).isEqualTo(key(line));
      assertThat(KeptRuns.bringsItsOwn(store(), run)).isTrue();
    }
    assertThat(lines).hasSize(PROCESSES * THREADS * RUNS);
    assertThat(store().runs()).hasSize(lines.size() + 1);
    assertThat(home.resolve("runs").toFile().list())
        .as("nothing else lies there")
        .hasSize(lines.size() + 1);
  }

  @Test
  void cleaningRemovesNoneOfTheLastRuns() throws Exception {
    List<String> lines = new ArrayList<>(inProcesses("clean"));

    lines.sort((one, other) -> finished(other).compareTo(finished(one)));
    for (String line : lines.subList(0, KEPT_LAST)) {
      SavedRun run = store().find(number(line)).orElseThrow();
      assertThat(run.key()).isEqualTo(key(line));
      assertThat(KeptRuns.bringsItsOwn(store(), run)).isTrue();
    }
    assertThat(store().damaged()).isEmpty();
  }

  private List<String> inProcesses(String what) throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(
          new ProcessBuilder(
                  ChildJvm.command(
                      Child.class, home.resolve("runs").toString(), what, Integer.toString(i)))
              .redirectErrorStream(true)
              .start());
    }
    List<String> lines = new ArrayList<>();
    for (Process process : processes) {
      String output = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(output).isZero();
      lines.addAll(output.lines().toList());
    }
    return lines;
  }

  private static int number(String line) {
    return Integer.parseInt(line.split(" ")[0]);
  }

  private static String key(String line) {
    return line.split(" ")[1];
  }

  private static Instant finished(String line) {
    return Instant.parse(line.split(" ")[2]);
  }

  private RunStore store() {
    return new RunStore(home.resolve("runs"));
  }

  /** One of the processes; prints number, key and end of each run that it kept for itself. */
  static final class Child {

    private static final String SHARED = "shared";

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<List<String>>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        Callable<List<String>> work = () -> work(arguments, thread);
        results.add(threads.submit(work));
      }
      threads.shutdown();
      for (Future<List<String>> result : results) {
        result.get().forEach(System.out::println);
      }
    }

    private static List<String> work(String[] arguments, int thread) throws IOException {
      RunStore store = new RunStore(Path.of(arguments[0]));
      SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[2]) * 100 + thread);
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        String key = "%s-%d-%d".formatted(arguments[2], thread, i);
        String finished = Instant.now().toString();
        SavedRun kept = KeptRuns.save(store, store.reserve(), key, finished);
        lines.add("%d %s %s".formatted(kept.history().run(), key, finished));
        replaceShared(store);
        read(store, random);
        if (arguments[1].equals("clean") && random.nextInt(3) == 0) {
          store.clean(KEPT_LAST);
        }
      }
      return lines;
    }

    /** All of them have this run in common, and replace it by an equal one. */
    private static void replaceShared(RunStore store) {
      int number =
          store.withKey(SHARED).stream().findFirst().map(run -> run.history().run()).orElse(1_000);
      KeptRuns.save(store, number, SHARED, "2026-01-01T00:00:00Z");
    }

    /** A run that is listed may be gone a moment later, and says so; it is never another's. */
    private static void read(RunStore store, SplittableRandom random) {
      List<SavedRun> runs = store.runs();
      SavedRun run = runs.get(random.nextInt(runs.size()));
      try {
        if (!KeptRuns.bringsItsOwn(store, run)) {
          throw new IllegalStateException("%s brings weights of another".formatted(run.key()));
        }
      } catch (GraftException e) {
        if (!e.getMessage().contains("no longer kept")) {
          throw e;
        }
      }
      if (!store.damaged().isEmpty()) {
        throw new IllegalStateException("damaged: " + store.damaged());
      }
    }
  }
}
