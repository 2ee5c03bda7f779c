package graft.train;

import graft.backbone.Architecture;
import graft.backbone.ParameterSpec;
import graft.backbone.Stage;
import graft.head.Head;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A freeze policy resolved to names.
 *
 * @param trainable the parameters that train
 * @param movingNorms the batch norms that use and move batch statistics
 * @param dropouts the dropouts that draw
 */
public record Freezing(Set<String> trainable, Set<String> movingNorms, Set<String> dropouts) {

  /** Resolves a policy without dropouts. */
  public Freezing(Set<String> trainable, Set<String> movingNorms) {
    this(trainable, movingNorms, Set.of());
  }

  /** Copies the sets. */
  public Freezing {
    trainable = Set.copyOf(trainable);
    movingNorms = Set.copyOf(movingNorms);
    dropouts = Set.copyOf(dropouts);
  }

  /**
   * Returns how many stages stand still: the index of the first stage with a trainable parameter, a
   * moving statistic or a dropout that draws, the number of stages where there is none.
   */
  public int boundary(Architecture architecture) {
    List<Stage> stages = architecture.stages();
    for (int i = 0; i < stages.size(); i++) {
      if (trains(stages.get(i)) || active(stages.get(i))) {
        return i;
      }
    }
    return stages.size();
  }

  /** Returns whether a run can change a tensor: it trains, or is a statistic that moves. */
  public boolean changes(ParameterSpec spec) {
    String layer = spec.name().substring(0, spec.name().lastIndexOf('.'));
    return trainable.contains(spec.name()) || (!spec.learned() && movingNorms.contains(layer));
  }

  /** Returns whether a stage has a trainable parameter. */
  public boolean trains(Stage stage) {
    return trains(stage.parameters());
  }

  /** Returns whether a head has a trainable parameter. */
  public boolean trains(Head head) {
    return trains(head.parameters());
  }

  private boolean trains(List<ParameterSpec> specs) {
    return specs.stream().map(ParameterSpec::name).anyMatch(trainable::contains);
  }

  /** Returns whether a layer draws. */
  public boolean draws() {
    return !dropouts.isEmpty();
  }

  /** Returns the names of the layers that behave as in training. */
  public Set<String> active() {
    Set<String> active = new HashSet<>(movingNorms);
    active.addAll(dropouts);
    return active;
  }

  private boolean active(Stage stage) {
    return stage.norms().stream().anyMatch(movingNorms::contains)
        || stage.dropouts().stream().anyMatch(dropouts::contains);
  }
}
