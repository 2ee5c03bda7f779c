package graft.train;

import graft.backbone.Architecture;
import graft.backbone.ParameterSpec;
import graft.backbone.Stage;
import java.util.List;
import java.util.Set;

/**
 * A freeze policy resolved to names.
 *
 * @param trainable the parameters that train
 * @param movingNorms the batch norms that use and move batch statistics
 */
public record Freezing(Set<String> trainable, Set<String> movingNorms) {

  /** Copies the sets. */
  public Freezing {
    trainable = Set.copyOf(trainable);
    movingNorms = Set.copyOf(movingNorms);
  }

  /**
   * Returns how many stages stand still: the index of the first stage with a trainable parameter or
   * a moving statistic, the number of stages where there is none.
   */
  public int boundary(Architecture architecture) {
    List<Stage> stages = architecture.stages();
    for (int i = 0; i < stages.size(); i++) {
      if (trains(stages.get(i)) || moves(stages.get(i))) {
        return i;
      }
    }
    return stages.size();
  }

  /** Returns whether a stage has a trainable parameter. */
  public boolean trains(Stage stage) {
    return stage.parameters().stream().map(ParameterSpec::name).anyMatch(trainable::contains);
  }

  /** Returns whether a stage has a moving statistic. */
  public boolean moves(Stage stage) {
    return stage.norms().stream().anyMatch(movingNorms::contains);
  }
}
