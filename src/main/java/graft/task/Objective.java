package graft.task;

import java.util.List;
import java.util.Map;

/** What training makes smaller. */
@FunctionalInterface
public interface Objective {

  /**
   * Computes the terms of one step.
   *
   * @param streams what each stream gave, by stream name
   * @return terms whose weighted sum is made smaller; at least one
   */
  List<LossTerm> terms(Map<String, StepOutputs> streams);
}
