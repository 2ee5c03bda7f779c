package graft.eval;

import graft.eval.ClassificationReport.ScoredExample;
import graft.metric.Coverage;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what a classifier is worth that leaves its least confident examples to a human.
 *
 * <p>Thresholds are chosen for shares of the examples that are to be answered, not for accuracies:
 * these may be out of reach, and a threshold that just reaches one on few validation examples is
 * chance. Who needs an accuracy reads off the row that has it.
 *
 * @param rows by falling threshold; empty where nothing was measured
 * @param thresholds where the thresholds come from, one sentence
 */
public record CoverageTable(List<Coverage> rows, String thresholds) {

  /** Holds no row. */
  public static final CoverageTable NONE = new CoverageTable(List.of(), "");

  private static final double[] TARGETS = {0.5, 0.6, 0.7, 0.8, 0.9, 1};

  /** Copies the list. */
  public CoverageTable {
    rows = List.copyOf(rows);
  }

  /**
   * Chooses thresholds that answer 50, 60, … 100 % of some examples, and measures them on others.
   *
   * @param validation to choose the thresholds on, at least one
   * @param measured to measure on, at least one; where these are the same examples, the sentence
   *     says so
   */
  public static CoverageTable of(List<ScoredExample> validation, List<ScoredExample> measured) {
    Sample chosenOn = new Sample(validation, 0);
    Sample sample = new Sample(measured, 0);
    List<Coverage> rows = new ArrayList<>();
    for (double target : TARGETS) {
      double threshold = Coverage.threshold(chosenOn.confidences(), target);
      rows.add(Coverage.measure(target, threshold, sample.confidences(), sample.hits()));
    }
    return new CoverageTable(rows, sentence(ids(validation).equals(ids(measured))));
  }

  private static String sentence(boolean same) {
    return same
        ? "thresholds were chosen on these same validation examples, so this is a little optimistic"
        : "thresholds were chosen on validation and measured here";
  }

  private static List<String> ids(List<ScoredExample> scored) {
    return scored.stream().map(ScoredExample::id).sorted().toList();
  }
}
