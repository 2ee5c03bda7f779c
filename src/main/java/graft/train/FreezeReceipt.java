package graft.train;

import java.util.List;

/**
 * Says, stage by stage, what a run changed between its start and its last step, and whether that is
 * what its freeze policy promised.
 *
 * @param rows a row a stage and head, in order
 */
public record FreezeReceipt(List<Row> rows) {

  /** Stands for: not measured. */
  public static final FreezeReceipt NONE = new FreezeReceipt(List.of());

  /** Copies the list. */
  public FreezeReceipt {
    rows = List.copyOf(rows);
  }

  /**
   * One stage or head.
   *
   * @param stage its name
   * @param trained whether it took a step with a rate above 0 and a gradient that is not zero
   * @param weightChange 2-norm of the change of its learned tensors over their 2-norm at the start;
   *     NaN where a tensor changed that should have stood still
   * @param statisticsMove whether its norms were to gather batch statistics
   * @param statisticChange the same measure for its statistics
   * @param violation what broke the promise, one sentence; empty where it was kept
   */
  public record Row(
      String stage,
      boolean trained,
      double weightChange,
      boolean statisticsMove,
      double statisticChange,
      String violation) {}

  /** Returns whether every promise was kept. */
  public boolean kept() {
    return violations().isEmpty();
  }

  /** Returns what broke a promise, one sentence each. */
  public List<String> violations() {
    return rows.stream().map(Row::violation).filter(text -> !text.isEmpty()).toList();
  }
}
