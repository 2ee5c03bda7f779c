package graft.backbone;

import ai.djl.ndarray.NDArray;
import graft.engine.NamedArrays;
import graft.engine.Program;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs a {@link Stage} with live tensors. It owns the programs, one a set of active layers and a
 * precision; the tensors belong to the caller. Whoever makes it closes it.
 */
public final class RunningStage implements AutoCloseable {

  private final Stage stage;
  private final NamedArrays tensors;
  private final List<NDArray> held;
  private final Map<Mode, Program> programs = new HashMap<>();

  /**
   * @param tensors holds every tensor of the stage
   */
  public RunningStage(Stage stage, NamedArrays tensors) {
    this.stage = stage;
    this.tensors = tensors;
    this.held = tensors.get(stage.parameters().stream().map(ParameterSpec::name).toList());
  }

  /** Returns the description that is run. */
  public Stage stage() {
    return stage;
  }

  /**
   * Computes the stage's output. Gradients are recorded where the calling thread collects them.
   *
   * @param inputs by name; not changed
   * @param mode which layers behave as in training
   * @return the inputs with the stage's input replaced by its output
   */
  public Map<String, NDArray> forward(Map<String, NDArray> inputs, Mode mode) {
    List<NDArray> arguments = stage.reads().stream().map(name -> require(inputs, name)).toList();
    NDArray output = program(mode).call(Stage.METHOD, arguments, held).get(0);
    Map<String, NDArray> outputs = new LinkedHashMap<>(inputs);
    outputs.remove(stage.input());
    outputs.put(stage.output(), output);
    return outputs;
  }

  private NDArray require(Map<String, NDArray> inputs, String name) {
    NDArray input = inputs.get(name);
    if (input == null) {
      throw new IllegalArgumentException(
          "stage '%s' needs a tensor '%s', received %s"
              .formatted(stage.name(), name, inputs.keySet()));
    }
    return input;
  }

  private Program program(Mode mode) {
    Set<String> active = new TreeSet<>(stage.norms());
    active.addAll(stage.dropouts());
    active.retainAll(mode.active());
    return programs.computeIfAbsent(
        new Mode(active, mode.precision()),
        key -> Program.of(stage.script(key.active()::contains, key.precision()), tensors.device()));
  }

  @Override
  public void close() {
    programs.values().forEach(Program::close);
    programs.clear();
  }
}
