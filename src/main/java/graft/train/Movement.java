package graft.train;

import ai.djl.ndarray.NDArray;
import graft.backbone.ParameterSpec;
import graft.backbone.Stage;
import graft.head.Head;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.weights.TensorHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers the tensors at the start of a run and measures how far they moved: a copy of what may
 * change, a hash of what must not. Whoever makes it closes it.
 */
final class Movement implements AutoCloseable {

  private final Network network;
  private final Set<String> changing;
  private final Snapshot start;
  private final Map<String, String> still = new HashMap<>();

  /**
   * @param changing names of the tensors that the run may change
   */
  Movement(Network network, Set<String> changing) {
    this.network = network;
    this.changing = changing;
    this.start = new Snapshot(network.tensors(), changing);
    parts().forEach(part -> still.put(part.name(), hash(part)));
  }

  /**
   * Compares the live tensors with the start.
   *
   * @param pushed stages and heads that took a step with a rate and a gradient that are not zero
   */
  FreezeReceipt receipt(Set<String> pushed) {
    List<FreezeReceipt.Row> rows = new ArrayList<>();
    parts().forEach(part -> rows.add(row(part, pushed.contains(part.name()))));
    return new FreezeReceipt(rows);
  }

  /** Returns the kept tensors of the start, by name. */
  Map<String, NDArray> start() {
    return start.arrays();
  }

  /** Puts back what the run began with. */
  void undo() {
    start.restore();
  }

  private FreezeReceipt.Row row(Stage part, boolean pushed) {
    boolean broken = !hash(part).equals(still.get(part.name()));
    double weights = broken ? Double.NaN : change(part, true);
    double statistics = broken ? Double.NaN : change(part, false);
    String violation = "";
    if (broken) {
      violation = "%s changed where it is frozen".formatted(part.name());
    } else if (pushed && weights == 0) {
      violation = "%s did not change although it trained".formatted(part.name());
    }
    boolean move =
        part.parameters().stream()
            .anyMatch(spec -> !spec.learned() && changing.contains(spec.name()));
    return new FreezeReceipt.Row(part.name(), pushed, weights, move, statistics, violation);
  }

  private double change(Stage part, boolean learned) {
    double moved = 0;
    double before = 0;
    for (ParameterSpec spec : part.parameters()) {
      if (spec.learned() == learned && changing.contains(spec.name())) {
        float[] was = start.read(spec.name()).values();
        float[] is = network.tensors().read(spec.name()).values();
        for (int i = 0; i < was.length; i++) {
          double difference = (double) is[i] - was[i];
          moved += difference * difference;
          before += (double) was[i] * was[i];
        }
      }
    }
    return moved == 0 ? 0 : Math.sqrt(moved / Math.max(before, Double.MIN_NORMAL));
  }

  private String hash(Stage part) {
    List<String> names =
        part.parameters().stream()
            .map(ParameterSpec::name)
            .filter(name -> !changing.contains(name))
            .toList();
    return TensorHash.sha256(names, this::read);
  }

  private FloatTensor read(String name) {
    return network.tensors().read(name);
  }

  private List<Stage> parts() {
    List<Stage> parts = new ArrayList<>(network.backbone().stages());
    network.heads().stream().map(Head::scoring).forEach(parts::add);
    return parts;
  }

  @Override
  public void close() {
    start.close();
  }
}
