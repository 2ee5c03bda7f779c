package graft;

import graft.backbone.Backbone;
import graft.backbone.RandomWeights;
import graft.data.BatchSource;
import graft.data.Example;
import graft.data.ExampleBatches;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Target;
import graft.data.Watch;
import graft.engine.NamedArrays;
import graft.eval.ClassificationReport;
import graft.eval.Evaluator;
import graft.eval.LinearProbe;
import graft.head.Head;
import graft.head.LinearHead;
import graft.metric.Interval;
import graft.task.Inference;
import graft.task.Network;
import graft.task.Outputs;
import graft.tensor.FloatTensor;
import graft.train.FreezePolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Evaluates a classifier on a part of a data set, or on all of another one. */
final class Evaluation {

  private final TransferModel model;
  private final Workspace workspace;
  private final Watch watch;

  Evaluation(TransferModel model, Workspace workspace, Watch watch) {
    this.model = model;
    this.workspace = workspace;
    this.watch = watch;
  }

  /**
   * @param part empty for all examples
   */
  ClassificationReport report(LabeledDataset data, Optional<Part> part) {
    Head head = model.head();
    requireKnown(data);
    try (DataReader reader =
        DataReader.open(data, model.backbone().preprocessing(), workspace, watch)) {
      requireGoing();
      List<Example> examples = examples(reader.data(), part);
      List<Example> relabelled = relabel(examples, data.classes());
      Outputs logits = score(model.live(), head, reader.examples(relabelled));
      Evaluator evaluator = new Evaluator(model.classes(), model.metric());
      return evaluator.report(
          subject(reader.data(), part),
          logits,
          baselines(evaluator, reader, logits, part),
          usage(reader.data(), part));
    }
  }

  private static Outputs score(Network network, Head head, BatchSource source) {
    return Inference.outputs(network, List.of(head), source, 0).get(head.name());
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

  private Map<String, Interval> baselines(
      Evaluator evaluator, DataReader reader, Outputs logits, Optional<Part> part) {
    Map<String, Interval> baselines = new LinkedHashMap<>();
    if (part.isEmpty() || !reader.data().classes().equals(model.classes())) {
      return baselines;
    }
    baselines.put(
        "majority class", evaluator.majority(reader.data().counts(Part.TRAIN), logits.classes()));
    baselines.put("linear probe", linearProbe(evaluator, reader, part.get()));
    return baselines;
  }

  /** Logistic regression on what the backbone said before any training of ours. */
  private Interval linearProbe(Evaluator evaluator, DataReader reader, Part part) {
    Backbone backbone = model.backbone();
    Head pooling =
        LinearHead.overMaps("probe", backbone.architecture().output(), backbone.featureWidth(), 1);
    NamedArrays tensors = new NamedArrays(model.live().device());
    backbone.weights().read(backbone.architecture().parameters(), tensors::put);
    new RandomWeights(0).read(pooling.parameters(), tensors::put);
    try (Network network = new Network(backbone.architecture(), List.of(pooling), tensors)) {
      FrozenFeatures features =
          new FrozenFeatures(
              network,
              FreezePolicy.backbone().resolve(backbone.architecture(), List.of(pooling)),
              workspace.features(),
              this::report);
      Pooled train = pooled(features, pooling, reader.part(Part.TRAIN));
      Pooled scored = pooled(features, pooling, reader.part(part));
      LinearProbe probe = LinearProbe.fit(train.rows(), train.truth(), model.classes().size());
      return evaluator.score(scored.truth(), probe.score(scored.rows()));
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

  private static Pooled pooled(FrozenFeatures features, Head head, ExampleBatches source) {
    BatchSource pooled = features.pooled(source);
    int size = source.examples().size();
    float[][] rows = new float[size][];
    int[] truth = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] =
          ((FloatTensor) pooled.batch(List.of(i), 0, 0).inputs().get(head.features())).values();
      truth[i] = ((Target.OneClass) source.examples().get(i).target()).index();
    }
    return new Pooled(rows, truth);
  }

  private String subject(LabeledDataset data, Optional<Part> part) {
    String examined =
        part.map(p -> "%s %s".formatted(p.label(), data.part(p).size()))
            .orElse("all " + data.examples().size());
    return "%s · %s (%s)".formatted(model.subject(), data.name(), examined);
  }

  private String usage(LabeledDataset data, Optional<Part> part) {
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

  private record Pooled(float[][] rows, int[] truth) {}
}
