package graft.eval;

import graft.eval.ClassificationReport.ScoredExample;
import java.util.List;
import java.util.Map;

/**
 * What a report says beside what a classifier's outputs say themselves.
 *
 * @param subject the line that names what was evaluated on what
 * @param usage what the evaluated part has been used for, one sentence
 * @param baselines what others reach on the same examples, by name; see {@link Evaluator#scored}
 * @param imbalanced whether balanced accuracy and a coverage table are wanted; see {@link
 *     graft.metric.Imbalance}
 * @param validation examples to choose thresholds on; empty for no coverage table
 * @param notes how the baselines came about, a sentence each
 */
public record Background(
    String subject,
    String usage,
    Map<String, List<ScoredExample>> baselines,
    boolean imbalanced,
    List<ScoredExample> validation,
    List<String> notes) {

  /** Copies the collections and keeps their order. */
  public Background {
    baselines = Ordered.copy(baselines);
    validation = List.copyOf(validation);
    notes = List.copyOf(notes);
  }

  /** Returns one of balanced classes, without baselines. */
  public static Background of(String subject, String usage) {
    return new Background(subject, usage, Map.of(), false, List.of(), List.of());
  }
}
