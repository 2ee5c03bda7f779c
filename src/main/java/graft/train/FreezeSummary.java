package graft.train;

import java.util.List;

/**
 * Says which stage trains and which stands still, and what that costs.
 *
 * @param subject the line that names the model
 * @param policy the policy in words, for example {@code backbone frozen} or {@code from layer4}
 * @param stages in order, the head last
 */
public record FreezeSummary(String subject, String policy, List<StageRow> stages) {

  /** Copies the list. */
  public FreezeSummary {
    stages = List.copyOf(stages);
  }

  /**
   * One stage.
   *
   * @param name for example {@code layer4}
   * @param parameters how many numbers it has; 0 for a head whose size comes with the data
   * @param trainable how many of them train
   * @param norms what its batch norms do: {@code eval}, {@code train} or {@code none}
   * @param forwardShare its share of the multiply-adds of one forward pass, 0 to 1
   * @param cached whether its output is computed once and kept
   */
  public record StageRow(
      String name,
      long parameters,
      long trainable,
      String norms,
      double forwardShare,
      boolean cached) {}

  /** Returns the number of parameters. */
  public long parameters() {
    return stages.stream().mapToLong(StageRow::parameters).sum();
  }

  /** Returns the number of trainable parameters. */
  public long trainable() {
    return stages.stream().mapToLong(StageRow::trainable).sum();
  }
}
