package graft;

import graft.Evaluation.Measured;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Watch;
import graft.eval.ClassificationReport.ScoredExample;
import graft.eval.Comparison;
import graft.eval.Evaluator;
import graft.eval.Overlap;
import graft.eval.PairedDifference;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures several classifiers on the same examples, one after the other. */
final class ModelComparison {

  private final Map<String, ModelLender> lenders;
  private final Workspace workspace;
  private final Watch watch;
  private final Set<String> leftOut = new LinkedHashSet<>();

  /**
   * @param lenders of the models, by name; the first is the reference
   */
  ModelComparison(Map<String, ModelLender> lenders, Workspace workspace, Watch watch) {
    this.lenders = new LinkedHashMap<>(lenders);
    this.workspace = workspace;
    this.watch = watch;
  }

  /**
   * @param part empty for all examples
   */
  Comparison on(LabeledDataset data, Optional<Part> part) {
    List<Contestant> contestants = contestants();
    Contestant first = contestants.get(0);
    Evaluator evaluator = new Evaluator(first.classes(), first.metric());
    Map<String, Measured> measured = new LinkedHashMap<>();
    lenders.keySet().forEach(name -> measured.put(name, measured(name, data, part)));
    requireSame(measured);
    Shared shared = Shared.of(List.copyOf(measured.values()));
    Map<String, List<ScoredExample>> scored = new LinkedHashMap<>();
    measured.forEach((name, each) -> scored.put(name, shared.only(each.scored())));
    return new Comparison(
        subject(data, part),
        first.metric(),
        shared.rows().size(),
        rows(contestants, scored, evaluator),
        differences(scored, evaluator),
        histories(contestants),
        shared.usage(List.copyOf(measured.values())),
        all(warnings(contestants, measured)),
        overlaps(measured, evaluator));
  }

  private static Map<String, Overlap> overlaps(
      Map<String, Measured> measured, Evaluator evaluator) {
    Map<String, Overlap> overlaps = new LinkedHashMap<>();
    measured.forEach(
        (name, each) -> overlaps.put(name, each.familiar().overlap(evaluator, each.scored())));
    return overlaps;
  }

  /** Every refusal comes before the first measurement, and before a test part is opened. */
  private List<Contestant> contestants() {
    if (lenders.size() < 2) {
      throw new IllegalArgumentException(
          "comparison needs at least two models, received " + lenders.keySet());
    }
    List<Contestant> contestants = new ArrayList<>();
    lenders.forEach(
        (name, lender) ->
            lender.lend(
                model ->
                    contestants.add(checked(Contestant.of(name, model, workspace), contestants))));
    return contestants;
  }

  private static Contestant checked(Contestant added, List<Contestant> before) {
    for (Contestant other : before) {
      if (!other.classes().equals(added.classes())) {
        throw new IllegalArgumentException(
            "models must know the same classes to be compared: %s knows %s, %s knows %s"
                .formatted(other.name(), other.classes(), added.name(), added.classes()));
      }
      if (other.weights().equals(added.weights())) {
        throw new IllegalArgumentException(
            "comparison needs different models; %s and %s hold the same weights%s"
                .formatted(
                    other.name(),
                    added.name(),
                    added.run().map(run -> " (run %s)".formatted(run.history().run())).orElse("")));
      }
    }
    return added;
  }

  private Measured measured(String name, LabeledDataset data, Optional<Part> part) {
    List<Measured> measured = new ArrayList<>();
    lenders
        .get(name)
        .lend(
            model -> {
              Evaluation evaluation = new Evaluation(model, workspace, watch);
              measured.add(evaluation.measured(data, part));
              leftOut.addAll(evaluation.leftOut());
            });
    return measured.get(0);
  }

  private List<String> all(List<String> warnings) {
    List<String> all = new ArrayList<>(leftOut);
    all.addAll(warnings);
    return all;
  }

  /** A picture may go while models are measured; then they were not measured on the same. */
  private static void requireSame(Map<String, Measured> measured) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    measured.forEach(
        (name, each) -> ids.put(name, each.scored().stream().map(ScoredExample::id).toList()));
    if (ids.values().stream().distinct().count() > 1) {
      Map<String, Integer> sizes = new LinkedHashMap<>();
      ids.forEach((name, each) -> sizes.put(name, each.size()));
      throw new IllegalStateException(
          "models must be compared on the same pictures, and some changed meanwhile: %s could be read; run it again"
              .formatted(listed(sizes)));
    }
  }

  private static List<Comparison.Row> rows(
      List<Contestant> contestants, Map<String, List<ScoredExample>> scored, Evaluator evaluator) {
    return contestants.stream()
        .map(
            each ->
                new Comparison.Row(
                    each.name(),
                    each.recipe(),
                    each.trainable(),
                    each.history().map(TrainingHistory::seconds).orElse(Double.NaN),
                    evaluator.score(scored.get(each.name()))))
        .toList();
  }

  private static Map<String, PairedDifference> differences(
      Map<String, List<ScoredExample>> scored, Evaluator evaluator) {
    Map<String, PairedDifference> differences = new LinkedHashMap<>();
    List<ScoredExample> reference = scored.values().iterator().next();
    scored.forEach(
        (name, own) -> {
          if (own != reference) {
            differences.put(name, evaluator.difference(own, reference));
          }
        });
    return differences;
  }

  private static Map<String, TrainingHistory> histories(List<Contestant> contestants) {
    Map<String, TrainingHistory> histories = new LinkedHashMap<>();
    contestants.forEach(
        each -> each.history().ifPresent(history -> histories.put(each.name(), history)));
    return histories;
  }

  private static List<String> warnings(
      List<Contestant> contestants, Map<String, Measured> measured) {
    List<String> warnings = new ArrayList<>();
    measured.forEach(
        (name, each) -> each.familiar().gaps().forEach(gap -> warnings.add(name + ": " + gap)));
    budgets(contestants).ifPresent(warnings::add);
    contestants.forEach(each -> each.before().ifPresent(warnings::add));
    metrics(contestants).ifPresent(warnings::add);
    return warnings;
  }

  private static Optional<String> budgets(List<Contestant> contestants) {
    Map<String, Integer> epochs = new LinkedHashMap<>();
    contestants.forEach(
        each ->
            each.history().ifPresent(history -> epochs.put(each.name(), history.epochs().size())));
    return epochs.values().stream().distinct().count() < 2
        ? Optional.empty()
        : Optional.of("budgets differ: epochs of " + listed(epochs));
  }

  private static Optional<String> metrics(List<Contestant> contestants) {
    Map<String, String> metrics = new LinkedHashMap<>();
    contestants.forEach(each -> metrics.put(each.name(), each.metric()));
    return metrics.values().stream().distinct().count() < 2
        ? Optional.empty()
        : Optional.of("metrics that chose the best epoch differ: " + listed(metrics));
  }

  private static String listed(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private String subject(LabeledDataset data, Optional<Part> part) {
    return "%s · %s"
        .formatted(String.join(", ", lenders.keySet()), Evaluation.examined(data, part));
  }
}
