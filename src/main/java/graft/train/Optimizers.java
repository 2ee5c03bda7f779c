package graft.train;

import ai.djl.ndarray.NDArray;
import graft.backbone.Stage;
import graft.engine.GradientNorm;
import graft.head.Head;
import graft.task.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Steps the parameters that train, in groups that each keep their own state from phase to phase; a
 * group that joins late starts with a state of its own. While it is open, exactly the parameters of
 * the current phase require gradients.
 */
final class Optimizers implements AutoCloseable {

  private final Network network;
  private final Updates updates;
  private final Map<ParameterGroup, Optimizer> groups = new LinkedHashMap<>();
  private final List<ParameterGroup> current = new ArrayList<>();
  private final Set<String> pushed = new TreeSet<>();
  private Rates rates = new Rates(Map.of());

  Optimizers(Network network, Updates updates) {
    this.network = network;
    this.updates = updates;
  }

  /** Begins a phase: its parameters, and no others, require gradients from now on. */
  void begin(Phase phase) {
    release();
    rates = phase.rates();
    for (Stage stage : network.backbone().stages()) {
      open(stage.name(), stage, phase.freezing(), updates.backboneDecay());
    }
    for (Head head : network.heads()) {
      open(head.name(), head.scoring(), phase.freezing(), updates.headDecay());
    }
  }

  private void open(String owner, Stage stage, Freezing freezing, double decay) {
    for (boolean decays : new boolean[] {false, true}) {
      ParameterGroup group = ParameterGroup.of(owner, stage.parameters(), freezing, decays);
      if (!group.names().isEmpty()) {
        List<NDArray> arrays = group.arrays(network.tensors());
        arrays.forEach(array -> array.setRequiresGradient(true));
        groups.computeIfAbsent(group, key -> optimizer(arrays, decays ? decay : 0));
        current.add(group);
      }
    }
  }

  private Optimizer optimizer(List<NDArray> arrays, double decay) {
    return switch (updates.optimizer()) {
      case ADAMW -> new AdamW(arrays, decay, network.device());
      case SGD -> new Sgd(arrays, decay, network.device());
    };
  }

  /** Returns the parameters of the phase, group by group. */
  List<NDArray> parameters() {
    return current.stream().flatMap(group -> group.arrays(network.tensors()).stream()).toList();
  }

  /**
   * Moves every group of the phase along its gradients.
   *
   * @param gradients of {@link #parameters}, in order
   * @param factor of the schedule
   */
  void step(List<NDArray> gradients, double factor) {
    if (Double.isFinite(updates.clip())) {
      GradientNorm.clip(gradients, updates.clip());
    }
    int from = 0;
    for (ParameterGroup group : current) {
      int to = from + group.names().size();
      step(group, rates.of(group.owner()) * factor, gradients.subList(from, to));
      from = to;
    }
  }

  /** A group counts as pushed from its first step with a rate and a gradient that are not zero. */
  private void step(ParameterGroup group, double rate, List<NDArray> gradients) {
    if (rate > 0 && !pushed.contains(group.owner()) && GradientNorm.of(gradients) > 0) {
      pushed.add(group.owner());
    }
    groups.get(group).step(rate, gradients);
  }

  /** Returns the stages and heads that took a step with a rate and a gradient that are not zero. */
  Set<String> pushed() {
    return pushed;
  }

  /** Returns the largest rate of the phase, before the schedule's factor. */
  double largestRate() {
    return rates.largest();
  }

  /** Returns the arrays that the groups of all phases so far remember, by name. */
  Map<String, NDArray> state() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    groups.forEach(
        (group, optimizer) -> {
          for (int i = 0; i < optimizer.state().size(); i++) {
            arrays.put(key(group) + "/" + i, optimizer.state().get(i));
          }
        });
    return arrays;
  }

  /** Returns how many steps each group has taken. */
  Map<String, Long> steps() {
    Map<String, Long> steps = new LinkedHashMap<>();
    groups.forEach((group, optimizer) -> steps.put(key(group), optimizer.steps()));
    return steps;
  }

  /** Takes over counters; the groups that they speak of must have begun. */
  void resumeAfter(RunProgress progress) {
    groups.forEach(
        (group, optimizer) -> optimizer.resumeAfter(progress.steps().getOrDefault(key(group), 0L)));
    pushed.addAll(progress.pushed());
  }

  private static String key(ParameterGroup group) {
    return group.owner() + (group.decays() ? "/decays" : "/plain");
  }

  private void release() {
    parameters().forEach(array -> array.setRequiresGradient(false));
    current.clear();
  }

  @Override
  public void close() {
    release();
    groups.values().forEach(Optimizer::close);
  }
}
