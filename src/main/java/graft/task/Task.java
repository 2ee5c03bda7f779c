package graft.task;

import graft.head.Head;
import java.util.List;
import java.util.Map;

/** What is learned: heads, an objective and metrics. */
public interface Task {

  /** The stream of tasks that have one only. */
  String ONLY = "examples";

  /** Returns all heads, in order. */
  List<Head> heads();

  /**
   * Returns the heads that see a stream.
   *
   * @param stream name of one of the batch sources that the task is trained with
   */
  List<Head> heads(String stream);

  /** Returns what training makes smaller. */
  Objective objective();

  /**
   * Returns how validation measures the loss; what training makes smaller unless said otherwise.
   */
  default Objective validation() {
    return objective();
  }

  /**
   * Measures how good outputs are.
   *
   * @param stream where the examples come from
   * @param outputs of each head that sees the stream, by head name
   * @return metrics by name, higher is better, in the order of display; the loss is measured by the
   *     objective and is not among them
   */
  Map<String, Double> measure(String stream, Map<String, Outputs> outputs);
}
