package graft;

import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Target;
import graft.data.Watch;
import graft.eval.Background;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ScoredExample;
import graft.eval.Evaluator;
import graft.head.Head;
import graft.metric.Imbalance;
import graft.metric.PriorShift;
import graft.task.Inference;
import graft.task.Outputs;
import graft.train.DivergenceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Evaluates a classifier on a part of a data set, or on all of another one. */
final class Evaluation {

  private static final String SCRATCH = "scratch";

  private final TransferModel model;
  private final Workspace workspace;
  private final Watch watch;
  private final PriorShift shift;

  Evaluation(TransferModel model, Workspace workspace, Watch watch) {
    this(model, workspace, watch, model.priorShift());
  }

  /**
   * @param shift corrects the probabilities of a model that was trained on balanced classes
   */
  Evaluation(TransferModel model, Workspace workspace, Watch watch, PriorShift shift) {
    this.model = model;
    this.workspace = workspace;
    this.watch = watch;
    this.shift = shift;
  }

  /**
   * @param part empty for all examples
   */
  ClassificationReport report(LabeledDataset data, Optional<Part> part, Baseline baseline) {
    Head head = model.head();
    requireKnown(data);
    Optional<ScratchBaseline> scratch =
        baseline == Baseline.NONE ? Optional.empty() : Optional.of(scratch(data, part));
    try (DataReader reader =
        DataReader.open(data, model.backbone().preprocessing(), workspace, watch)) {
      requireGoing();
      return evaluate(reader, head, part, scratch);
    }
  }

  private ClassificationReport evaluate(
      DataReader reader, Head head, Optional<Part> part, Optional<ScratchBaseline> scratch) {
    LabeledDataset data = reader.data();
    List<Example> examples = relabel(examples(data, part), data.classes());
    Outputs logits = score(head, reader, examples);
    Evaluator evaluator = new Evaluator(model.classes(), model.metric(), shift);
    Map<String, List<ScoredExample>> baselines = new LinkedHashMap<>();
    List<ScoredExample> validation = List.of();
    boolean imbalanced = Imbalance.of(counts(data, part));
    if (own(data, part)) {
      free(reader, part.get(), examples, logits, baselines);
      validation =
          imbalanced ? validation(evaluator, reader, part.get(), examples, logits) : List.of();
    }
    // before the scratch baseline: an interrupt during its training would make the count fail
    String usage = usage(data, part);
    List<String> notes = new ArrayList<>();
    scratch.ifPresent(each -> add(each, reader, part.get(), examples, baselines, notes));
    String subject = subject(data, part);
    return evaluator.report(
        examples, logits, new Background(subject, usage, baselines, imbalanced, validation, notes));
  }

  /**
   * Returns each example's result.
   *
   * @param part empty for all examples
   */
  List<ScoredExample> scored(LabeledDataset data, Optional<Part> part) {
    Head head = model.head();
    requireKnown(data);
    try (DataReader reader =
        DataReader.open(data, model.backbone().preprocessing(), workspace, watch)) {
      requireGoing();
      List<Example> examples = relabel(examples(reader.data(), part), data.classes());
      Evaluator evaluator = new Evaluator(model.classes(), model.metric(), shift);
      return evaluator.scored(examples, score(head, reader, examples));
    }
  }

  private Outputs score(Head head, DataReader reader, List<Example> examples) {
    return Inference.outputs(model.live(), List.of(head), reader.examples(examples), 0)
        .get(head.name());
  }

  private static List<Example> examples(LabeledDataset data, Optional<Part> part) {
    List<Example> examples = part.map(data::part).orElse(data.examples());
    if (examples.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no %s part; it has %s"
              .formatted(data.name(), part.map(Part::label).orElse("readable"), data.subject()));
    }
    return examples;
  }

  private void requireKnown(LabeledDataset data) {
    List<String> unknown = new ArrayList<>(data.classes());
    unknown.removeAll(model.classes());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has classes that model '%s' does not know: %s; it knows %s"
              .formatted(data.name(), model.name(), unknown, model.classes()));
    }
  }

  /** The same labels may have other indices in another data set. */
  private List<Example> relabel(List<Example> examples, List<String> labels) {
    return examples.stream()
        .map(
            example -> {
              String label = labels.get(((Target.OneClass) example.target()).index());
              Target target = new Target.OneClass(model.classes().indexOf(label));
              return new Example(example.id(), example.contentHash(), example.source(), target);
            })
        .toList();
  }

  private void free(
      DataReader reader,
      Part part,
      List<Example> examples,
      Outputs logits,
      Map<String, List<ScoredExample>> baselines) {
    Evaluator uncorrected = new Evaluator(model.classes(), model.metric());
    new FreeBaselines(model, workspace, this::report)
        .outputs(reader, part, logits)
        .forEach((name, outputs) -> baselines.put(name, uncorrected.scored(examples, outputs)));
  }

  /** Counts where imbalance shows: in the training part, else in all that is measured. */
  private static List<Integer> counts(LabeledDataset data, Optional<Part> part) {
    List<Part> parts = part.isPresent() ? List.of(Part.TRAIN) : List.of(Part.values());
    List<List<Integer>> counts = parts.stream().map(data::counts).toList();
    return IntStream.range(0, data.classes().size())
        .mapToObj(index -> counts.stream().mapToInt(each -> each.get(index)).sum())
        .toList();
  }

  /** The examples that thresholds are chosen on: never those of the test part. */
  private List<ScoredExample> validation(
      Evaluator evaluator, DataReader reader, Part part, List<Example> measured, Outputs logits) {
    if (part == Part.VALIDATION) {
      return evaluator.scored(measured, logits);
    }
    List<Example> examples = relabel(reader.data().part(Part.VALIDATION), reader.data().classes());
    return examples.isEmpty()
        ? List.of()
        : evaluator.scored(examples, score(model.head(), reader, examples));
  }

  private ScratchBaseline scratch(LabeledDataset data, Optional<Part> part) {
    if (!own(data, part)) {
      throw new IllegalArgumentException(
          "baseline scratch needs one part of data with the classes of model '%s' (%s), received %s of %s (%s)"
              .formatted(
                  model.name(),
                  model.classes(),
                  part.map(Part::label).orElse("all"),
                  data.name(),
                  data.classes()));
    }
    return new ScratchBaseline(model, data, workspace, watch);
  }

  /** Whether the data could have been trained on: it is split, and has the model's classes. */
  private boolean own(LabeledDataset data, Optional<Part> part) {
    return part.isPresent() && data.classes().equals(model.classes());
  }

  /** What the model is worth is known by now, and does not depend on how its baseline fares. */
  private void add(
      ScratchBaseline scratch,
      DataReader reader,
      Part part,
      List<Example> examples,
      Map<String, List<ScoredExample>> baselines,
      List<String> notes) {
    try {
      Evaluator uncorrected = new Evaluator(model.classes(), model.metric());
      baselines.put(SCRATCH, uncorrected.scored(examples, scratch.outputs(reader, part)));
      notes.addAll(scratch.notes());
    } catch (CancellationException e) {
      notes.add("scratch was stopped and is left out; the same line again trains it");
    } catch (DivergenceException e) {
      notes.add("scratch is left out: " + e.getMessage());
    }
  }

  private void report(String what, int done, int total) {
    requireGoing();
    watch.progress().report(done, total, what);
  }

  private void requireGoing() {
    if (watch.stop().getAsBoolean()) {
      throw new CancellationException("stopped while evaluating");
    }
  }

  private String subject(LabeledDataset data, Optional<Part> part) {
    return "%s · %s".formatted(model.subject(), examined(data, part));
  }

  /** Returns for example {@code photos (val 45)}. */
  static String examined(LabeledDataset data, Optional<Part> part) {
    String size =
        part.map(p -> "%s %s".formatted(p.label(), data.part(p).size()))
            .orElse("all " + data.examples().size());
    return "%s (%s)".formatted(data.name(), size);
  }

  /** Returns what the examples have been used for; opening the test part is counted here. */
  String usage(LabeledDataset data, Optional<Part> part) {
    if (part.isEmpty()) {
      return "no decision was made on these examples";
    }
    return switch (part.get()) {
      case TRAIN -> "the model was trained on these examples";
      case VALIDATION -> "validation chose the best epoch, so this number is a little optimistic";
      case TEST -> openings(data);
    };
  }

  private String openings(LabeledDataset data) {
    int openings =
        workspace.seals().open(data.contentHash(Part.TEST), model.weightsHash()).openings();
    return openings == 1
        ? "the test part was opened for the first time"
        : "the test part was opened for %s different models, and each look makes it less of a test"
            .formatted(openings);
  }
}
