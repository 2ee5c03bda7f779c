package graft.train;

import ai.djl.ndarray.NDArray;
import graft.backbone.ParameterSpec;
import graft.head.Head;
import graft.task.Network;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The groups of parameters that a run trains, each with its rate. Biases and normalisations do not
 * decay. While it is open, exactly these parameters require gradients.
 */
final class Optimizers implements AutoCloseable {

  private final List<Group> groups = new ArrayList<>();
  private final List<NDArray> parameters = new ArrayList<>();

  Optimizers(Network network, Freezing freezing, TrainingPlan plan) {
    Set<String> ofHeads = new HashSet<>();
    for (Head head : network.heads()) {
      head.parameters().forEach(spec -> ofHeads.add(spec.name()));
    }
    for (boolean head : new boolean[] {false, true}) {
      for (boolean decays : new boolean[] {false, true}) {
        List<NDArray> arrays =
            network.parameters().stream()
                .filter(spec -> freezing.trainable().contains(spec.name()))
                .filter(spec -> ofHeads.contains(spec.name()) == head)
                .filter(spec -> decays(spec) == decays)
                .map(spec -> network.tensors().get(spec.name()))
                .toList();
        double decay = head ? plan.headDecay() : plan.backboneDecay();
        add(arrays, head ? plan.headRate() : plan.backboneRate(), decays ? decay : 0);
      }
    }
  }

  private void add(List<NDArray> arrays, double rate, double decay) {
    if (!arrays.isEmpty()) {
      arrays.forEach(array -> array.setRequiresGradient(true));
      parameters.addAll(arrays);
      groups.add(new Group(new AdamW(arrays, decay, arrays.get(0).getDevice()), rate));
    }
  }

  /** Moves every group along its gradients. */
  void step() {
    groups.forEach(group -> group.optimizer().step(group.rate()));
  }

  private static boolean decays(ParameterSpec spec) {
    return switch (spec.role()) {
      case CONVOLUTION, MATRIX -> true;
      case BIAS, SCALE, SHIFT, RUNNING_MEAN, RUNNING_VARIANCE -> false;
    };
  }

  @Override
  public void close() {
    parameters.forEach(array -> array.setRequiresGradient(false));
    groups.forEach(group -> group.optimizer().close());
  }

  private record Group(AdamW optimizer, double rate) {}
}
