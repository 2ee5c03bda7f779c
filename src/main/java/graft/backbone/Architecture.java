package graft.backbone;

import graft.engine.ScriptModule;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Describes a network's layers per stage, up to the feature maps: pooling belongs to the head.
 *
 * @param name for example {@code ResNet-18}
 * @param inputShape of one example, for example [3, 224, 224]
 * @param stages in order; each takes what the one before gives
 */
public record Architecture(String name, long[] inputShape, List<Stage> stages) {

  /** Copies the list. */
  public Architecture {
    stages = List.copyOf(stages);
  }

  /** Returns all tensors, in order. */
  public List<ParameterSpec> parameters() {
    return stages.stream().flatMap(stage -> stage.parameters().stream()).toList();
  }

  /** Returns the number of elements that can be learned. */
  public long parameterCount() {
    return parameters().stream()
        .filter(ParameterSpec::learned)
        .mapToLong(ParameterSpec::size)
        .sum();
  }

  /** Returns the stages' names, in order. */
  public List<String> stageNames() {
    return stages.stream().map(Stage::name).toList();
  }

  /**
   * Returns a stage's place.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public int indexOf(String stage) {
    int index = stageNames().indexOf(stage);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no stage '%s' in %s; it has %s".formatted(stage, name, String.join(", ", stageNames())));
    }
    return index;
  }

  /** Returns the shape of the input of each stage, then that of the last stage's output. */
  public List<long[]> shapes() {
    List<long[]> shapes = new ArrayList<>(List.of(inputShape));
    stages.forEach(stage -> shapes.add(stage.outputShape(shapes.get(shapes.size() - 1))));
    return shapes;
  }

  /** Returns the number of channels of the last stage's output, the width of pooled features. */
  public int featureWidth() {
    return Math.toIntExact(shapes().get(stages.size())[0]);
  }

  /** Returns the name of the tensor that the last stage makes. */
  public String output() {
    return stages.get(stages.size() - 1).output();
  }

  /**
   * Returns the TorchScript module that computes the feature maps of a batch with the tensors
   * inside, norms in evaluation mode, in the usual order of axes. It needs nothing of Graft to run.
   *
   * @param tensors by name, every one of {@link #parameters()}
   */
  public ScriptModule export(Map<String, FloatTensor> tensors) {
    ScriptModule module = new ScriptModule(exportedMethods());
    for (ParameterSpec spec : parameters()) {
      FloatTensor value = tensors.get(spec.name());
      if (value == null) {
        throw new IllegalArgumentException("export needs tensor '%s'".formatted(spec.name()));
      }
      if (spec.learned()) {
        module.parameter(spec.name(), value);
      } else {
        module.buffer(spec.name(), value);
      }
    }
    return module;
  }

  private String exportedMethods() {
    StringBuilder text = new StringBuilder();
    StringBuilder chain = new StringBuilder("[x]");
    for (Stage stage : stages) {
      String method = "stage_" + stage.name();
      text.append(stage.script(method, ScriptModule::reference));
      chain.insert(0, "self." + method + "((").append(")[0])");
    }
    text.append("  def forward(self: __torch__.Root, x: Tensor) -> Tensor:\n");
    return text.append("    return torch.contiguous((%s)[0])\n".formatted(chain)).toString();
  }
}
