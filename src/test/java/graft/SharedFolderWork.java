package graft;

import graft.data.LabeledDataset;
import graft.data.Part;
import graft.eval.Predictions;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.Outcome;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import graft.weights.FileHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * What one of several processes does in a folder that they share: each of its threads has a model
 * of its own, and does what is drawn until its time is over. Prints a line for each thing done;
 * ends with an error where a run brings another's predictions.
 */
final class SharedFolderWork {

  static final String KEPT = "kept";
  static final int KEPT_LAST = 6;

  private static final String DATA = "sample:leaves,classes=2,count=8,size=64";
  private static final int LINES = 5;

  private final LabeledDataset data = Graft.data(DATA);
  private final SplittableRandom random;
  private final List<Remembered> remembered = new ArrayList<>();

  /** A run with what its model said when it had just been trained. */
  private record Remembered(TrainingHistory history, String predictions) {}

  private SharedFolderWork(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * @param arguments folder, number of the process, threads, seconds
   */
  public static void main(String[] arguments) throws Exception {
    Graft.threads(1);
    Graft.workspace(Workspace.beside(Path.of(arguments[0])));
    int threads = Integer.parseInt(arguments[2]);
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[3])).toNanos();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Void>> results = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      long seed = 100 * Long.parseLong(arguments[1]) + i;
      Callable<Void> work =
          () -> {
            new SharedFolderWork(seed).work(end);
            return null;
          };
      results.add(pool.submit(work));
    }
    pool.shutdown();
    for (Future<Void> result : results) {
      result.get();
    }
  }

  private void work(long end) {
    train(false);
    while (System.nanoTime() < end) {
      switch (random.nextInt(6)) {
        case 0, 1 -> train(random.nextBoolean());
        case 2 -> interruptAndResume();
        case 3 -> clean();
        case 4 -> predict();
        default -> evaluate();
      }
    }
    predict();
  }

  private FineTuneRun run(TransferModel model, int line) {
    return Graft.fineTune(model, data)
        .epochs(1 + line % 2)
        .batch(4)
        .seed(line)
        .precision(PrecisionChoice.F32)
        .checkpointEvery(Duration.ZERO);
  }

  /** Several threads and processes draw the same line at once. */
  private void train(boolean resume) {
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      FineTuneRun run = run(model, random.nextInt(LINES));
      remember(model, finished((resume ? run.resuming() : run).run()));
    }
  }

  private void interruptAndResume() {
    int line = random.nextInt(LINES);
    int batches = 1 + random.nextInt(6);
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      TrainingHistory cut = run(model, line).listener(new StopAfter(batches)).run();
      System.out.println("interrupted");
      if (cut.run() > 0) {
        remember(model, cut);
      }
    }
    try (TransferModel model = Graft.pretrained("graft-nano")) {
      remember(model, finished(run(model, line).resuming().run()));
    }
  }

  private static TrainingHistory finished(TrainingHistory history) {
    if (history.outcome() != Outcome.FINISHED) {
      throw new IllegalStateException("run ended so: " + history);
    }
    return history;
  }

  /** Also of a run that was cut off: it counts where the last ones are kept. */
  private void remember(TransferModel model, TrainingHistory history) {
    String predictions = predictions(model);
    remembered.add(new Remembered(history, predictions));
    Optional<SavedRun> kept = Graft.workspace().runs().find(history.identity());
    System.out.println(
        kept.map(
                run ->
                    "%s %d %s %s %s"
                        .formatted(KEPT, history.run(), key(run), run.finished(), predictions))
            .orElse("cleaned meanwhile"));
  }

  /** A line's output is cut at blanks. */
  static String key(SavedRun run) {
    return run.key().replace(' ', '-');
  }

  private void clean() {
    System.out.println("cleaned " + Graft.workspace().runs().clean(KEPT_LAST).size());
    Graft.workspace().unfinishedRuns().clean(Graft.workspace().runs().runs());
  }

  /** A run that was cleaned away says so; what opens is what was trained. */
  private void predict() {
    Remembered run = remembered.get(random.nextInt(remembered.size()));
    try (TransferModel model = Graft.pretrained(run.history())) {
      if (!predictions(model).equals(run.predictions())) {
        throw new IllegalStateException(
            "run %d brings other predictions than its own".formatted(run.history().run()));
      }
      System.out.println("predicted");
    } catch (IllegalStateException | GraftException e) {
      if (!e.getMessage().contains("no longer kept")) {
        throw e;
      }
      System.out.println("gone");
    }
  }

  private void evaluate() {
    try (TransferModel model = Graft.pretrained("run:last")) {
      Graft.evaluate(model, data, random.nextBoolean() ? Part.VALIDATION : Part.TEST);
      System.out.println("evaluated");
    } catch (GraftException e) {
      if (!e.getMessage().contains("no longer kept")) {
        throw e;
      }
      System.out.println("gone");
    }
  }

  /** Returns a hash of what a model says of some pictures. */
  static String predictions(TransferModel model) {
    Predictions predictions = Graft.predict(model, "sample:leaves,classes=2,count=2,size=64");
    String text =
        predictions.items().stream()
            .map(item -> item.label() + item.probabilities())
            .collect(Collectors.joining("|"));
    return FileHash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Stops after some batches. */
  private static final class StopAfter implements RunListener {

    private final int batches;
    private int done;

    private StopAfter(int batches) {
      this.batches = batches;
    }

    @Override
    public void batchEnded(TrainingHistory history, BatchProgress progress) {
      done++;
    }

    @Override
    public boolean stopRequested() {
      return done >= batches;
    }
  }
}
