package graft.train;

import graft.backbone.ParameterSpec;
import graft.data.BatchSource;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.FloatTensor;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Trains what a plan's phases leave trainable: one loop for every task, with one or more named
 * batch sources a step. After {@link #fit} the weights of the best validation epoch are live, those
 * of the start where it was stopped before the end of the first.
 */
public final class FineTuner {

  private final Network network;
  private final Task task;
  private final TrainingPlan plan;
  private Map<String, FloatTensor> last = Map.of();

  /**
   * @param network what is trained, in place; belongs to the caller
   */
  public FineTuner(Network network, Task task, TrainingPlan plan) {
    this.network = network;
    this.task = task;
    this.plan = plan;
  }

  /**
   * Trains a plan whose phases are all fed with the same.
   *
   * @param training by stream name
   * @param validation by stream name
   * @param from index of the stage that reads what the sources give; stages before it are not run
   */
  public Fit fit(
      Map<String, BatchSource> training,
      Map<String, BatchSource> validation,
      int from,
      TrainingListener listener) {
    Feed feed = new Feed(training, validation, from);
    return fit((phase, firstEpoch) -> feed, listener, Checkpoints.NONE);
  }

  /**
   * Trains, from the newest checkpoint where there is one.
   *
   * @param feeds makes the sources of each phase
   * @return what was measured; its outcome is {@link Outcome#FINISHED}, {@link Outcome#INTERRUPTED}
   *     or, where the freeze receipt shows a violation, {@link Outcome#FAILED}
   * @throws IllegalArgumentException if a source is empty, or nothing measures the deciding metric
   * @throws DivergenceException if the loss stops being a number or explodes; the weights of the
   *     best epoch are live whose validation loss was at most 10 times that of the run's first
   *     batch (and of 1), those of the start where there is none
   */
  public Fit fit(Feed.Supplier feeds, TrainingListener listener, Checkpoints checkpoints) {
    try (TrainingRun run =
        new TrainingRun(network, task, plan, changing(), listener, checkpoints)) {
      Fit fit = run.train(feeds);
      last = run.last();
      return fit;
    }
  }

  /** Returns the tensors that training could change as the last step left them; empty before. */
  public Map<String, FloatTensor> lastWeights() {
    return last;
  }

  /** Names the tensors that a run can change: what trains, and statistics that move. */
  private Set<String> changing() {
    Set<String> names = new LinkedHashSet<>();
    for (ParameterSpec spec : network.parameters()) {
      if (plan.phases().stream().anyMatch(phase -> phase.freezing().changes(spec))) {
        names.add(spec.name());
      }
    }
    return names;
  }
}
