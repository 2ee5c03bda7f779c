package graft;

import graft.data.Example;
import graft.data.Exposure;
import graft.data.Exposure.Use;
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
  private final List<String> leftOut = new ArrayList<>();

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
    List<Example> asked = relabel(examples(data, part), data.classes());
    Outputs outputs = score(head, reader, asked);
    Evaluator evaluator = new Evaluator(model.classes(), model.metric(), shift);
    Familiar familiar = Familiar.of(model.exposure(), asked);
    List<Integer> rows = familiar.rows(familiar.headline());
    List<Example> examples = Familiar.only(asked, rows);
    Outputs logits = outputs.only(rows);
    Map<String, List<ScoredExample>> baselines = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    List<ScoredExample> validation = List.of();
    boolean imbalanced = Imbalance.of(counts(data, part));
    if (own(data, part)) {
      free(reader, examples, logits, baselines, notes);
      validation =
          imbalanced ? validation(evaluator, reader, part.get(), examples, logits) : List.of();
    }
    // before the scratch baseline: an interrupt during its training would make the count fail
    String usage = usage(data, part, asked).words();
    notes.addAll(LeftOut.sentences(data));
    scratch.ifPresent(each -> add(each, reader, part.get(), rows, baselines, notes));
    String subject = subject(data, part);
    return evaluator
        .report(
            examples,
            logits,
            new Background(subject, usage, baselines, imbalanced, validation, notes))
        .with(familiar.overlap(evaluator, evaluator.scored(asked, outputs)));
  }

  /**
   * Measures the model on examples, and counts that it did.
   *
   * @param part empty for all examples
   */
  Measured measured(LabeledDataset data, Optional<Part> part) {
    Head head = model.head();
    requireKnown(data);
    try (DataReader reader =
        DataReader.open(data, model.backbone().preprocessing(), workspace, watch)) {
      requireGoing();
      leftOut.addAll(LeftOut.sentences(reader.data()));
      List<Example> examples = relabel(examples(reader.data(), part), data.classes());
      Evaluator evaluator = new Evaluator(model.classes(), model.metric(), shift);
      return new Measured(
          evaluator.scored(examples, score(head, reader, examples)),
          Familiar.of(model.exposure(), examples),
          usage(reader.data(), part, examples));
    }
  }

  /**
   * What was measured of a model.
   *
   * @param scored each example's result
   * @param familiar what the model had done with each
   * @param usage what the examples have been used for
   */
  record Measured(List<ScoredExample> scored, Familiar familiar, Usage usage) {}

  /** Returns what was left out of what was measured, a sentence a reason. */
  List<String> leftOut() {
    return leftOut;
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

  /** What is fitted to examples is never measured on the same ones. */
  private void free(
      DataReader reader,
      List<Example> examples,
      Outputs logits,
      Map<String, List<ScoredExample>> baselines,
      List<String> notes) {
    List<Example> fitting = Familiar.without(reader.data().part(Part.TRAIN), examples);
    if (fitting.isEmpty()) {
      notes.add(
          "majority class and linear probe are left out: all that they could be fitted to is"
              + " measured here");
      return;
    }
    Evaluator uncorrected = new Evaluator(model.classes(), model.metric());
    new FreeBaselines(model, workspace, this::report, watch.stop())
        .outputs(reader, fitting, examples, logits)
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

  /**
   * The examples that thresholds are chosen on: never those of the test part, and none that was
   * trained on.
   */
  private List<ScoredExample> validation(
      Evaluator evaluator, DataReader reader, Part part, List<Example> measured, Outputs logits) {
    if (part == Part.VALIDATION) {
      return evaluator.scored(measured, logits);
    }
    List<Example> all = relabel(reader.data().part(Part.VALIDATION), reader.data().classes());
    Familiar familiar = Familiar.of(model.exposure(), all);
    List<Example> examples = Familiar.without(all, Familiar.only(all, familiar.rows(Use.TRAINED)));
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
      List<Integer> rows,
      Map<String, List<ScoredExample>> baselines,
      List<String> notes) {
    List<Example> examples = Familiar.only(reader.data().part(part), rows);
    try {
      Evaluator uncorrected = new Evaluator(model.classes(), model.metric());
      Outputs outputs = scratch.outputs(reader, part).only(rows);
      baselines.put(SCRATCH, uncorrected.scored(examples, outputs));
      notes.addAll(scratch.notes());
      notes.addAll(trainedOn(reader.data(), examples));
    } catch (CancellationException e) {
      notes.add("scratch was stopped and is left out; the same line again trains it");
    } catch (DivergenceException e) {
      notes.add("scratch is left out: " + e.getMessage());
    }
  }

  /** The baseline trained on the training part as it is, and may have met copies of examples. */
  private static List<String> trainedOn(LabeledDataset data, List<Example> examples) {
    int met = Familiar.of(Exposure.of(data), examples).rows(Use.TRAINED).size();
    return met == 0
        ? List.of()
        : List.of(
            "scratch was trained on %d of these %d examples, which favours it"
                .formatted(met, examples.size()));
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

  /** Returns what examples have been used for; looking at those of a test part is counted here. */
  private Usage usage(LabeledDataset data, Optional<Part> part, List<Example> asked) {
    boolean test = part.equals(Optional.of(Part.TEST));
    if (test) {
      workspace.seals().keep(Exposure.contents(data.part(Part.TEST)));
    }
    return new Usage(
        Familiar.of(model.exposure(), asked),
        test,
        workspace.seals().look(asked, model::weightsHash));
  }
}
