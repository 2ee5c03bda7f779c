package graft.eval;

import graft.metric.Interval;
import graft.train.TrainingHistory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How good several classifiers are on the same examples, and how much better or worse than the
 * first of them.
 *
 * @param subject the line that names what was compared on what
 * @param metric what is compared: {@code accuracy}, {@code macro F1} or {@code loss}
 * @param examples how many all of them were measured on
 * @param rows one a model, in the order that the user gave; the first is the reference
 * @param differences of every other model to the first, by name: its metric minus the first's
 * @param histories of the runs that trained them, by name; none of a run that is no longer kept
 * @param usage what the examples have been used for, one sentence
 * @param warnings why the numbers may not be comparable, one sentence each
 * @param overlaps what each model had done with the examples that were asked for, by name; all else
 *     is of those that are left of them for all models
 */
public record Comparison(
    String subject,
    String metric,
    int examples,
    List<Row> rows,
    Map<String, PairedDifference> differences,
    Map<String, TrainingHistory> histories,
    String usage,
    List<String> warnings,
    Map<String, Overlap> overlaps) {

  /**
   * Copies the collections and keeps their order.
   *
   * @throws IllegalArgumentException if there are fewer than two models, or one but the first comes
   *     without its difference
   */
  public Comparison {
    rows = List.copyOf(rows);
    differences = Ordered.copy(differences);
    histories = Ordered.copy(histories);
    warnings = List.copyOf(warnings);
    overlaps = Ordered.copy(overlaps);
    List<String> names = rows.stream().map(Row::name).toList();
    if (names.size() < 2) {
      throw new IllegalArgumentException("comparison needs at least two models, received " + names);
    }
    if (!List.copyOf(differences.keySet()).equals(names.subList(1, names.size()))) {
      throw new IllegalArgumentException(
          "each model but the first needs its difference, received %s of %s"
              .formatted(differences.keySet(), names));
    }
  }

  /**
   * One model.
   *
   * @param name how the user called it
   * @param recipe what it started from and what trained, in words
   * @param trainable parameters that its last run trained at its end
   * @param seconds of training in its last run, NaN where its record is no longer kept
   * @param score the metric with its 95 % interval
   */
  public record Row(String name, String recipe, long trainable, double seconds, Interval score) {}

  /** Returns the model that the others are compared with. */
  public Row reference() {
    return rows.get(0);
  }

  /** Returns one sentence for a written report: n, metric, intervals, differences, usage. */
  public String sentence() {
    StringJoiner scores = new StringJoiner(", ");
    rows.forEach(
        row -> scores.add(row.name() + " " + Sentence.measured(row.score(), "95 % interval ")));
    StringJoiner told = new StringJoiner("; ");
    differences.forEach((name, difference) -> told.add(name + " " + difference.words()));
    StringJoiner apart = new StringJoiner("; ", "; ", "").setEmptyValue("");
    overlapping().forEach((name, overlap) -> apart.add(name + ": " + overlap.counted()));
    return "On the same %s examples, %s is %s; difference to %s: %s; %s%s."
        .formatted(examples, metric, scores, reference().name(), told, usage, apart);
  }

  /** Returns the overlaps of the models that had done unlike things with the examples, by name. */
  public Map<String, Overlap> overlapping() {
    Map<String, Overlap> overlapping = new LinkedHashMap<>(overlaps);
    overlapping.values().removeIf(overlap -> overlap.counted().isEmpty());
    return overlapping;
  }
}
