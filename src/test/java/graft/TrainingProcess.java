package graft;

import graft.tiny.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs {@link ResumableTraining}, once. */
final class TrainingProcess {

  /** 128 and SIGKILL's 9. */
  private static final int KILLED = 137;

  private final Path folder;
  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();
  private final long started = System.nanoTime();
  private long firstBatch;
  private long ended;

  /** Starts it. */
  TrainingProcess(Path folder, ResumableTraining.Kind kind) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.process =
        new ProcessBuilder(
                ChildJvm.command(ResumableTraining.class, folder.toString(), kind.name()))
            .redirectErrorStream(true)
            .start();
    this.output = process.inputReader();
  }

  Path folder() {
    return folder;
  }

  /** Waits for its end. */
  void end() throws IOException, InterruptedException {
    awaitFirstBatch();
    firstBatch = System.nanoTime();
    requireEnded();
    ended = System.nanoTime();
  }

  /** Returns how long it took to its first batch. */
  long preparingMillis() {
    return TimeUnit.NANOSECONDS.toMillis(firstBatch - started);
  }

  /** Returns how long it took from there to its end. */
  long trainingMillis() {
    return TimeUnit.NANOSECONDS.toMillis(ended - firstBatch);
  }

  /**
   * Kills it.
   *
   * @param early whether the time counts from its start, not from its first batch
   * @return whether that hit it alive; otherwise it had come to its end
   */
  boolean killed(boolean early, long afterMillis) throws IOException, InterruptedException {
    if (!early) {
      awaitFirstBatch();
    }
    if (process.waitFor(afterMillis, TimeUnit.MILLISECONDS)) {
      requireEnded();
      return false;
    }
    process.destroyForcibly();
    // it may have come to its end in the same moment
    int exit = process.waitFor();
    requireExit(exit == KILLED ? 0 : exit);
    return exit == KILLED;
  }

  private void awaitFirstBatch() throws IOException {
    String line = output.readLine();
    while (line != null && !line.equals(ResumableTraining.FIRST_BATCH)) {
      lines.add(line);
      line = output.readLine();
    }
  }

  private void requireEnded() throws InterruptedException {
    output.lines().forEach(lines::add);
    requireExit(process.waitFor());
  }

  private void requireExit(int exit) {
    if (exit != 0) {
      throw new IllegalStateException(String.join("\n", lines));
    }
  }
}
