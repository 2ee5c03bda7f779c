package graft.bench;

import graft.Graft;
import graft.TransferModel;
import graft.Workspace;
import graft.data.LabeledDataset;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.RateChoice;
import graft.train.Resources;
import graft.train.TrainingHistory;
import graft.train.TrainingOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares what runs were estimated to take with what they took, over a grid of jobs.
 *
 * <p>{@code EstimateBench SECONDS [FIRST]} runs jobs from number FIRST on until the seconds are
 * over, each in a fresh folder and then, where it keeps something, again; {@code
 * -Dgraft.shared=FOLDER} adds photographs. A line a run: number, job, caches, estimate, time,
 * ratio.
 */
public final class EstimateBench {

  private static final String SMALL = "sample:leaves,classes=3,count=60,size=96";
  private static final String LARGE = "sample:leaves,classes=4,count=400,size=128";

  private EstimateBench() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    double seconds = Double.parseDouble(arguments[0]);
    int first = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    long start = System.nanoTime();
    List<Job> jobs = jobs();
    for (int i = first; i <= jobs.size(); i++) {
      if ((System.nanoTime() - start) / 1e9 > seconds) {
        System.out.println("next: " + i);
        return;
      }
      run(i, jobs.get(i - 1));
    }
  }

  /** A line of the grid. */
  private record Job(String data, String options) {

    String words() {
      return "%s · %s".formatted(data, options);
    }
  }

  private static List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    nano(jobs, SMALL);
    nano(jobs, LARGE);
    String shared = System.getProperty("graft.shared", "");
    if (!shared.isEmpty()) {
      String flowers = shared + "/data/flowers";
      jobs.add(new Job(flowers, "recipe=head"));
      jobs.add(new Job(flowers, "recipe=head epochs=12 augment=light"));
      jobs.add(new Job(flowers, "recipe=full epochs=3"));
      jobs.add(new Job(flowers, "recipe=two-step epochs=4"));
    }
    return jobs;
  }

  private static void nano(List<Job> jobs, String data) {
    for (String options :
        List.of(
            "recipe=head",
            "recipe=head epochs=10",
            "recipe=head epochs=10 augment=light",
            "recipe=head epochs=6 mixup=0.2",
            "recipe=head lr=auto epochs=10",
            "recipe=two-step",
            "recipe=gradual every=1",
            "recipe=full epochs=4",
            "recipe=full epochs=4 batch=16 augment=none",
            "recipe=full epochs=4 lr=auto",
            "recipe=full epochs=4 mixup=0.2")) {
      jobs.add(new Job(data, options));
    }
  }

  private static void run(int number, Job job) throws IOException {
    Path folder = Files.createTempDirectory("estimate");
    Workspace before = Graft.workspace();
    try {
      for (String caches : List.of("cold", "warm")) {
        Graft.workspace(Workspace.beside(folder));
        try (TransferModel model = Graft.pretrained("graft-nano")) {
          print(number, job, caches, once(job, model));
        }
      }
    } finally {
      Graft.workspace(before);
      remove(folder);
    }
  }

  private static TrainingHistory once(Job job, TransferModel model) {
    LabeledDataset data = Graft.data(job.data());
    return Graft.fineTune(model, data).options(options(job.options())).run();
  }

  private static void print(int number, Job job, String caches, TrainingHistory history) {
    Resources resources = history.resources();
    System.out.printf(
        Locale.ROOT,
        "%2d | %s | %s | %.2f | %.2f | %.2f | %d epochs%n",
        number,
        job.words(),
        caches,
        resources.estimatedSeconds(),
        resources.seconds(),
        resources.estimatedSeconds() / resources.seconds(),
        history.epochs().size());
  }

  private static FineTuneOptions options(String words) {
    Map<String, String> said = new TreeMap<>();
    for (String word : words.split(" ")) {
      said.put(word.split("=")[0], word.split("=")[1]);
    }
    FineTuneOptions options = FineTuneOptions.defaults();
    for (Map.Entry<String, String> each : said.entrySet()) {
      options = with(options, each.getKey(), each.getValue());
    }
    return options;
  }

  private static FineTuneOptions with(FineTuneOptions options, String name, String value) {
    String constant = value.toUpperCase(Locale.ROOT).replace('-', '_');
    return switch (name) {
      case "recipe" -> options.with(TrainingOption.RECIPE, Recipe.valueOf(constant));
      case "epochs" -> options.with(TrainingOption.EPOCHS, Integer.parseInt(value));
      case "every" -> options.with(TrainingOption.EVERY, Integer.parseInt(value));
      case "batch" -> options.with(TrainingOption.BATCH, Integer.parseInt(value));
      case "augment" -> options.with(TrainingOption.AUGMENT, Augment.valueOf(constant));
      case "mixup" -> options.with(TrainingOption.MIXUP, Double.parseDouble(value));
      case "precision" -> options.with(TrainingOption.PRECISION, PrecisionChoice.valueOf(constant));
      case "lr" -> options.with(TrainingOption.RATES, new RateChoice.Sweep());
      case "limit" ->
          options.with(TrainingOption.TIME_LIMIT, Duration.ofMillis(Long.parseLong(value)));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
