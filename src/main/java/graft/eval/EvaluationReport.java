package graft.eval;

/** How good a model is on some examples. */
public sealed interface EvaluationReport permits ClassificationReport {

  /** Returns the line that names what was evaluated on what. */
  String subject();

  /**
   * Returns one sentence for a written report: n, metric, interval, baselines, paired difference to
   * the best of them, openings.
   */
  String sentence();
}
