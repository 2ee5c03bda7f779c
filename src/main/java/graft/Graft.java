package graft;

import graft.backbone.Backbone;
import graft.backbone.BackboneCatalog;
import graft.backbone.ModelCard;
import graft.data.AugmentationPreview;
import graft.data.Division;
import graft.data.Example;
import graft.data.Exposure;
import graft.data.FileNames;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.SplitRule;
import graft.data.Watch;
import graft.engine.Torch;
import graft.eval.ClassificationReport;
import graft.eval.Comparison;
import graft.eval.Predictions;
import graft.train.RunIdentity;
import graft.train.RunStore;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    return data(operand, Division.automatic(), Watch.none());
  }

  /**
   * Opens labelled pictures.
   *
   * @param rule shares of the parts
   * @param seed of the split
   * @param watch hears the progress, and may stop it
   * @throws IllegalArgumentException if the data set has ready-made parts, among others
   */
  public static LabeledDataset data(String operand, SplitRule rule, long seed, Watch watch) {
    return data(operand, Division.automatic().by(rule).seed(seed), watch);
  }

  /**
   * Opens labelled pictures.
   *
   * @param division what is said of the parts
   * @param watch hears the progress, and may stop it
   * @throws IllegalArgumentException if there is no such data set, it has fewer than two classes,
   *     it is not clear which folders are parts, or something said would have no effect
   */
  public static LabeledDataset data(String operand, Division division, Watch watch) {
    return DataCatalog.open(operand, division, workspace, watch);
  }

  /** Returns the cards of the backbones that {@link #pretrained} loads by name. */
  public static List<ModelCard> models() {
    return BackboneCatalog.names().stream().map(name -> BackboneCatalog.find(name).card()).toList();
  }

  /**
   * Opens the data that the live weights of a model were trained on.
   *
   * @param watch hears the progress, and may stop it
   * @throws IllegalArgumentException if the run's record is gone
   * @throws IllegalStateException if the data changed since
   */
  public static LabeledDataset trainingData(TransferModel model, Watch watch) {
    model.requireTrained();
    SavedRun run =
        workspace.runs().find(model.identity()).orElseThrow(() -> noLongerKept(model.identity()));
    LabeledDataset data = data(run.data(), Division.parse(run.split(), run.splitSeed()), watch);
    if (!data.hash().equals(run.dataHash())) {
      throw new IllegalStateException(
          "data %s changed since run %s; open it with %%data %s to evaluate on what it holds now"
              .formatted(run.data(), model.run(), run.data()));
    }
    return data;
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

  /**
   * Brings back the model that a run trained, and never another; the caller closes it.
   *
   * @throws IllegalStateException if the run is no longer kept
   */
  public static TransferModel pretrained(TrainingHistory history) {
    SavedRun run =
        workspace
            .runs()
            .find(history.identity())
            .orElseThrow(() -> noLongerKept(history.identity()));
    return opened(run);
  }

  private static IllegalStateException noLongerKept(RunIdentity run) {
    RunStore runs = workspace.runs();
    boolean other = runs.runs().stream().anyMatch(kept -> kept.history().run() == run.number());
    return new IllegalStateException(
        "run %d is no longer kept in %s%s; there are %s"
            .formatted(
                run.number(),
                workspace.home().getFileName(),
                other ? " (another lies under its number)" : "",
                numbers(runs)));
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
   * Evaluates a model on a part of a data set. Looking at a sealed test part is counted, and what
   * the model was trained on, by content, is scored apart.
   *
   * @throws IllegalStateException if the model has no trained head
   */
  public static ClassificationReport evaluate(TransferModel model, LabeledDataset data, Part part) {
    return evaluate(model, data, Optional.of(part), Watch.none());
  }

  /**
   * Evaluates a model on a part of a data set, and compares it with a baseline that takes training.
   *
   * @param baseline what to compare with beside what is free
   * @throws IllegalStateException if the model has no trained head, or its run's record is gone
   */
  public static ClassificationReport evaluate(
      TransferModel model, LabeledDataset data, Part part, Baseline baseline) {
    return evaluate(model, data, Optional.of(part), baseline, Watch.none());
  }

  /**
   * Evaluates a model on all examples of a data set. Those that it was trained or chosen on, by
   * content, are scored apart: see {@link ClassificationReport#overlap}.
   *
   * @throws IllegalStateException if the model has no trained head
   */
  public static ClassificationReport evaluate(TransferModel model, LabeledDataset data) {
    return evaluate(model, data, Optional.empty(), Watch.none());
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
   * Shows what light augmentation does to some training pictures, sized for the default backbone.
   *
   * @param seed of the run whose epochs are shown
   */
  public static AugmentationPreview augmentation(LabeledDataset data, long seed) {
    Backbone backbone = BackboneCatalog.find(BackboneCatalog.DEFAULT);
    return AugmentationPreview.of(data, backbone.preprocessing(), seed);
  }

  /**
   * Shows what light augmentation does to some training pictures, sized for a model.
   *
   * @param seed of the run whose epochs are shown
   */
  public static AugmentationPreview augmentation(
      TransferModel model, LabeledDataset data, long seed) {
    return AugmentationPreview.of(data, model.backbone().preprocessing(), seed);
  }

  /**
   * Compares trained models on the same examples of a part. Looking at a sealed test part is
   * counted for each.
   *
   * @param models at least two of unlike names; the first is the one that the others are compared
   *     with, and its metric is the one that is compared
   * @throws IllegalArgumentException if there are fewer, two have the same name or weights, or they
   *     know different classes
   * @throws IllegalStateException if one has no trained head
   */
  public static Comparison compare(List<TransferModel> models, LabeledDataset data, Part part) {
    return compare(lenders(models), data, Optional.of(part), Watch.none());
  }

  /** Compares trained models on all examples of a data set; else as for one part of it. */
  public static Comparison compare(List<TransferModel> models, LabeledDataset data) {
    return compare(lenders(models), data, Optional.empty(), Watch.none());
  }

  private static Map<String, ModelLender> lenders(List<TransferModel> models) {
    Map<String, ModelLender> lenders = new LinkedHashMap<>();
    for (TransferModel model : models) {
      if (lenders.put(model.name(), work -> work.accept(model)) != null) {
        throw new IllegalArgumentException(
            "comparison needs models of different names, received '%s' twice; rename one"
                .formatted(model.name()));
      }
    }
    return lenders;
  }

  /**
   * Compares trained models that need not be in memory at the same time.
   *
   * @param models by name, in order; each is asked for twice
   * @param part empty for all examples
   * @param watch hears the progress, and may stop it
   */
  public static Comparison compare(
      Map<String, ModelLender> models, LabeledDataset data, Optional<Part> part, Watch watch) {
    return new ModelComparison(models, workspace, watch).on(data, part);
  }

  /**
   * Predicts the classes of pictures.
   *
   * @param paths files, folders or zips
   * @throws IllegalStateException if the model has no trained head
   */
  public static Predictions predict(TransferModel model, List<Path> paths) {
    return predict(model, paths.stream().map(Path::toString).toArray(String[]::new));
  }

  /**
   * Predicts the classes of pictures.
   *
   * @param inputs files, folders, zips, or {@code sample:leaves} with its knobs
   * @throws IllegalStateException if the model has no trained head
   */
  public static Predictions predict(TransferModel model, String... inputs) {
    model.requireTrained();
    return predict(model, Inputs.of(inputs), Watch.none());
  }

  /**
   * Predicts the classes of pictures.
   *
   * @param inputs also data sets
   * @param watch may stop it
   * @throws IllegalArgumentException if no input holds a picture
   * @throws IllegalStateException if the model has no trained head
   */
  public static Predictions predict(TransferModel model, Inputs inputs, Watch watch) {
    return predict(model, inputs.pictures(), inputs.problems(), inputs.words(), watch);
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

  /**
   * Writes predictions as CSV, a row an input: id, label, probability of the label, and the
   * probability of every class.
   *
   * @param file relative to the notebook's folder; replaced where it exists
   * @throws GraftException if it cannot be written
   */
  public static void write(Predictions predictions, String file) {
    PredictionsFile.write(predictions, FileNames.resolve(workspace.notebookFolder(), file), file);
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

  /**
   * Writes the files of a model's last run where the disk took none when it ended; until then that
   * model alone holds what it learned.
   *
   * @return the record of the run
   * @throws IllegalStateException if there is no such run
   * @throws GraftException if they cannot be written this time either
   */
  public static SavedRun keep(TransferModel model) {
    return model.keep();
  }

  /**
   * Removes from the workspace what nobody needs any more: all runs but the latest, checkpoints of
   * runs that are not kept, scratch baselines, and what killed processes were writing. What a
   * living process works with stays.
   *
   * @param keep how many runs stay
   * @return what was removed, in words; empty for nothing
   * @throws GraftException if it cannot be removed
   */
  public static List<String> clean(int keep) {
    return new Cleaning(workspace).clean(keep);
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

  /** Looks again where another process replaces the run in that moment. */
  private static TransferModel run(String which) {
    SavedRun run = savedRun(which);
    try {
      return opened(run);
    } catch (GraftException e) {
      SavedRun now = savedRun(which);
      if (now.identity().equals(run.identity())) {
        throw e;
      }
      return opened(now);
    }
  }

  /** Returns what the weights of a run met, or that this is not known. */
  static Exposure exposure(SavedRun run, Workspace workspace) {
    int number = run.history().run();
    if (run.exposure().isEmpty()) {
      return Exposure.unknown(
          "run %d was kept by an earlier version: what it was trained on is not known by content"
              .formatted(number));
    }
    return workspace
        .exposures()
        .find(run.exposure())
        .orElseGet(
            () ->
                Exposure.unknown(
                    "the list of what run %d was trained on is missing or damaged, so that is not known by content"
                        .formatted(number)));
  }

  private static TransferModel opened(SavedRun run) {
    TransferModel model =
        TransferModel.of(backbone(run), run, KeptWeights.of(run, workspace.runs()));
    model.startsHavingMet(exposure(run, workspace));
    model.startsBesideDamage(workspace.runs().check(run));
    return model;
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
