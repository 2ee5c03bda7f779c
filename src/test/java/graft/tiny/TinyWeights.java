package graft.tiny;

import ai.djl.Device;
import graft.backbone.Architecture;
import graft.backbone.ParameterSpec;
import graft.backbone.RandomWeights;
import graft.engine.NamedArrays;
import graft.head.Head;
import graft.task.Network;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws weights for small networks. */
public final class TinyWeights {

  private TinyWeights() {}

  /** Returns a live network on the CPU, seed 7; the caller closes it. */
  public static Network network(Architecture backbone, List<Head> heads) {
    List<ParameterSpec> specs = new ArrayList<>(backbone.parameters());
    heads.forEach(head -> specs.addAll(head.parameters()));
    NamedArrays tensors = new NamedArrays(Device.cpu());
    new RandomWeights(7).read(specs, tensors::put);
    return new Network(backbone, heads, tensors);
  }

  /** Returns every tensor of an architecture by name. */
  public static Map<String, FloatTensor> of(Architecture backbone, long seed) {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    new RandomWeights(seed).read(backbone.parameters(), tensors::put);
    return tensors;
  }

  /** Copies every tensor of a network. */
  public static Map<String, FloatTensor> copy(Network network) {
    return network.tensors().read(network.tensors().names());
  }
}
