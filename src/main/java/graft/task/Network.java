package graft.task;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import graft.backbone.Architecture;
import graft.backbone.Mode;
import graft.backbone.ParameterSpec;
import graft.backbone.RunningStage;
import graft.engine.NamedArrays;
import graft.engine.Precision;
import graft.head.Head;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A backbone's stages and heads with live tensors on one device. Whoever makes it closes it; the
 * tensors belong to it.
 */
public final class Network implements AutoCloseable {

  private final Architecture backbone;
  private final List<Head> heads;
  private final NamedArrays tensors;
  private final List<RunningStage> stages;
  private final Map<String, RunningStage> pooling = new LinkedHashMap<>();
  private final Map<String, RunningStage> scoring = new LinkedHashMap<>();

  /**
   * @param tensors holds every tensor of the backbone and the heads; belongs to the network from
   *     now on
   */
  public Network(Architecture backbone, List<Head> heads, NamedArrays tensors) {
    this.backbone = backbone;
    this.heads = List.copyOf(heads);
    this.tensors = tensors;
    this.stages =
        backbone.stages().stream().map(stage -> new RunningStage(stage, tensors)).toList();
    for (Head head : heads) {
      pooling.put(head.name(), new RunningStage(head.pooling(), tensors));
      scoring.put(head.name(), new RunningStage(head.scoring(), tensors));
    }
  }

  /** Returns the backbone's description. */
  public Architecture backbone() {
    return backbone;
  }

  /** Returns the heads' descriptions. */
  public List<Head> heads() {
    return heads;
  }

  /** Returns the live tensors. */
  public NamedArrays tensors() {
    return tensors;
  }

  /** Returns where the tensors lie. */
  public Device device() {
    return tensors.device();
  }

  /** Returns the tensors of backbone and heads, in order. */
  public List<ParameterSpec> parameters() {
    return Stream.concat(
            backbone.parameters().stream(),
            heads.stream().flatMap(head -> head.parameters().stream()))
        .toList();
  }

  /**
   * Runs some stages of the backbone.
   *
   * @param inputs what stage {@code from} reads
   * @param from index of the first stage that runs
   * @param to index after the last stage that runs
   * @param mode which layers behave as in training
   */
  public Map<String, NDArray> run(Map<String, NDArray> inputs, int from, int to, Mode mode) {
    Map<String, NDArray> tensorsSoFar = inputs;
    for (RunningStage stage : stages.subList(from, to)) {
      tensorsSoFar = stage.forward(tensorsSoFar, mode);
    }
    return tensorsSoFar;
  }

  /** Pools the backbone's output for a head; what is pooled already stays as it is. */
  public Map<String, NDArray> pool(Map<String, NDArray> outputs, Head head) {
    return outputs.containsKey(head.features())
        ? outputs
        : pooling.get(head.name()).forward(outputs, Mode.INFERENCE);
  }

  /** Computes a head's output from the backbone's output, pooled or not. */
  public NDArray score(Map<String, NDArray> outputs, Head head, Mode mode) {
    Mode exact = new Mode(mode.active(), Precision.F32);
    Map<String, NDArray> scored = scoring.get(head.name()).forward(pool(outputs, head), exact);
    return scored.get(head.output());
  }

  @Override
  public void close() {
    stages.forEach(RunningStage::close);
    pooling.values().forEach(RunningStage::close);
    scoring.values().forEach(RunningStage::close);
    tensors.close();
  }
}
