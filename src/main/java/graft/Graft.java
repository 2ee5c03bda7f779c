package graft;

import graft.backbone.Backbone;
import graft.backbone.BackboneCatalog;
import graft.backbone.SafeTensorsWeights;
import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.PictureFiles;
import graft.data.SplitRule;
import graft.data.Splits;
import graft.data.Watch;
import graft.engine.Torch;
import graft.eval.ClassificationReport;
import graft.eval.Predictions;
import graft.train.RunStore;
import graft.train.SavedRun;
import graft.weights.FileHash;
import graft.weights.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The front door: everything that the magics do, for Java code.
 *
 * <pre>{@code
 * LabeledDataset data = Graft.data("photos/");
 * try (TransferModel model = Graft.pretrained("graft-nano")) {
 *   Graft.fineTune(model, data).run();
 *   System.out.println(Graft.evaluate(model, data, Part.VALIDATION).sentence());
 * }
 * }</pre>
 */
public final class Graft {

  private static volatile Workspace workspace = Workspace.beside(Path.of(""));

  private Graft() {}

  /** Returns where files are kept: {@code .graft} in the working folder unless set otherwise. */
  public static Workspace workspace() {
    return workspace;
  }

  /** Sets where files are kept from now on. */
  public static void workspace(Workspace newWorkspace) {
    workspace = newWorkspace;
  }

  /**
   * Opens labelled pictures: 70 % training, 15 % validation, 15 % sealed test, seed 42.
   *
   * @param operand a folder with a folder a class, ready train/val/test folders, a zip of either,
   *     or {@code sample:leaves} with its knobs
   * @throws IllegalArgumentException if there is no such data set, or it has fewer than two classes
   */
  public static LabeledDataset data(String operand) {
    return data(operand, SplitRule.DEFAULT, Splits.DEFAULT_SEED, Watch.none());
  }

  /**
   * Opens labelled pictures.
   *
   * @param rule shares of the parts where the data set has none
   * @param seed of the split
   * @param watch hears the progress, and may stop it
   */
  public static LabeledDataset data(String operand, SplitRule rule, long seed, Watch watch) {
    return DataCatalog.open(operand, rule, seed, workspace, watch);
  }

  /**
   * Loads a backbone with its pretrained weights, everything of it frozen; the caller closes it.
   *
   * @param name of the catalog, for example {@code graft-nano}, or {@code run:3} or {@code
   *     run:last}
   * @throws IllegalArgumentException if there is none of that name
   */
  public static TransferModel pretrained(String name) {
    if (name.startsWith("run:")) {
      return run(name.substring("run:".length()));
    }
    return TransferModel.of(BackboneCatalog.find(name));
  }

  /**
   * Makes a model of the same architecture whose weights are drawn; the caller closes it.
   *
   * @param seed equal seeds give equal weights
   */
  public static TransferModel untrained(String name, long seed) {
    return TransferModel.of(BackboneCatalog.untrained(name, seed));
  }

  /** Describes a run that trains what the model's freeze policy leaves trainable. */
  public static FineTuneRun fineTune(TransferModel model, LabeledDataset data) {
    return new FineTuneRun(model, data, workspace);
  }

  /** Describes a search for the learning rate of a run; it changes nothing. */
  public static RateSearch findRate(TransferModel model, LabeledDataset data) {
    return new RateSearch(model, data, workspace);
  }

  /**
   * Evaluates a model on a part of a data set. Looking at a sealed test part is counted.
   *
   * @throws IllegalStateException if the model has no trained head
   */
  public static ClassificationReport evaluate(TransferModel model, LabeledDataset data, Part part) {
    return evaluate(model, data, Optional.of(part), Watch.none());
  }

  /**
   * Evaluates a model.
   *
   * @param part empty for all examples
   * @param watch hears the progress, and may stop it
   */
  public static ClassificationReport evaluate(
      TransferModel model, LabeledDataset data, Optional<Part> part, Watch watch) {
    return evaluate(model, data, part, Baseline.NONE, watch);
  }

  /**
   * Evaluates a model, and compares it with a baseline that takes training.
   *
   * @param part empty for all examples
   * @param baseline what to compare with beside what is free
   * @param watch hears the progress, and may stop it; a baseline that is stopped is left out of the
   *     report, which says so
   * @throws IllegalArgumentException if a baseline is to be trained without a part of the data
   * @throws IllegalStateException if the model has no trained head, or its run's record is gone
   */
  public static ClassificationReport evaluate(
      TransferModel model,
      LabeledDataset data,
      Optional<Part> part,
      Baseline baseline,
      Watch watch) {
    return new Evaluation(model, workspace, watch).report(data, part, baseline);
  }

  /**
   * Predicts the classes of pictures.
   *
   * @param paths files, folders or zips
   * @throws IllegalStateException if the model has no trained head
   */
  public static Predictions predict(TransferModel model, List<Path> paths) {
    model.requireTrained();
    List<Example> examples = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path path : paths) {
      PictureFiles files = PictureFiles.list(Path.of(""), path.toString());
      examples.addAll(files.pictures());
      problems.addAll(files.problems());
    }
    String input = examples.size() == 1 ? examples.get(0).id() : examples.size() + " pictures";
    return predict(model, examples, problems, input, Watch.none());
  }

  /**
   * Predicts the classes of examples.
   *
   * @param problems what could not be listed, one sentence each; handed on
   * @param input how the first line names the examples
   * @param watch may stop it
   */
  public static Predictions predict(
      TransferModel model,
      List<Example> examples,
      List<String> problems,
      String input,
      Watch watch) {
    return new Prediction(model, problems).predict(examples, input, watch.stop());
  }

  /** Returns the record of the run that a name such as {@code 3} or {@code last} means. */
  public static SavedRun savedRun(String which) {
    RunStore runs = workspace.runs();
    Optional<SavedRun> run =
        which.equals("last")
            ? runs.last()
            : which.matches("\\d{1,9}") ? runs.find(Integer.parseInt(which)) : Optional.empty();
    return run.orElseThrow(
        () ->
            new IllegalArgumentException(
                "no run '%s' in %s; there are %s"
                    .formatted(which, workspace.home().getFileName(), numbers(runs))));
  }

  /** Sets how many threads one operation uses, at least 1. */
  public static void threads(int threads) {
    Torch.threads(threads);
  }

  /** Returns Graft's version, {@code unknown} outside of its jar. */
  public static String version() {
    String version = Graft.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /** Returns what computes, with its version; starts the engine. */
  public static String engineVersion() {
    return "PyTorch %s, %s threads".formatted(Torch.version(), Torch.threads());
  }

  private static TransferModel run(String which) {
    SavedRun run = savedRun(which);
    Path file = workspace.runs().best(run.history().run());
    SafeTensorsWeights weights =
        new SafeTensorsWeights(
            "run " + run.history().run(), FileHash.sha256(file), () -> weights(run, file));
    return TransferModel.of(backbone(run), run, weights);
  }

  private static SafeTensors weights(SavedRun run, Path file) {
    if (!Files.exists(file)) {
      throw new GraftException(
          "weights of run %s are no longer kept; load another model with %%pretrained"
              .formatted(run.history().run()));
    }
    return SafeTensors.open(file);
  }

  private static Backbone backbone(SavedRun run) {
    return run.randomSeed().isPresent()
        ? BackboneCatalog.untrained(run.backbone(), run.randomSeed().getAsLong())
        : BackboneCatalog.find(run.backbone());
  }

  private static String numbers(RunStore runs) {
    List<String> numbers = runs.runs().stream().map(run -> "run:" + run.history().run()).toList();
    return numbers.isEmpty() ? "none yet" : String.join(", ", numbers);
  }
}
