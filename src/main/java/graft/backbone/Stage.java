package graft.backbone;

import graft.engine.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A part of an architecture that maps named tensors to named tensors: it reads {@code input} and
 * puts {@code output} in its place. Every other tensor (masks, skips) is handed on, so that the
 * boundary behind a stage carries all that later stages need.
 *
 * @param name for example {@code layer4}; what users freeze up to
 * @param input name of the tensor that it replaces
 * @param output name of the tensor that it makes
 * @param layers in order
 */
public record Stage(String name, String input, String output, List<Layer> layers) {

  /** Name of a stage's method in a program. */
  public static final String METHOD = "forward";

  private static final String SELF = "self: __torch__.Root";

  /** Copies the list. */
  public Stage {
    layers = List.copyOf(layers);
  }

  /** Returns the tensors that the stage holds, in order. */
  public List<ParameterSpec> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** Returns the names of its batch norms, in order. */
  public List<String> norms() {
    return layers.stream().flatMap(layer -> layer.norms().stream()).toList();
  }

  /** Returns the names of its dropouts, in order. */
  public List<String> dropouts() {
    return layers.stream().flatMap(layer -> layer.dropouts().stream()).toList();
  }

  /** Returns the names of the tensors that the stage reads: its input, then masks. */
  public List<String> reads() {
    List<String> names = new ArrayList<>(List.of(input));
    layers.forEach(layer -> names.addAll(layer.masks()));
    return names.stream().distinct().toList();
  }

  /** Returns the shape of the output, without the batch axis. */
  public long[] outputShape(long[] inputShape) {
    return Layers.outputShape(layers, inputShape);
  }

  /**
   * Returns how many bytes of one example's forward pass are kept for the backward pass.
   *
   * @param width bytes of a number
   */
  public long keptBytes(long[] inputShape, int width) {
    return Layers.keptBytes(layers, inputShape, width);
  }

  /** Returns the number of elements of the largest tensor between two layers. */
  public long largestSize(long[] inputShape) {
    return Layers.largestSize(layers, inputShape);
  }

  /** Returns the multiply-adds of one example's forward pass. */
  public long multiplyAdds(long[] inputShape) {
    return Layers.multiplyAdds(layers, inputShape);
  }

  /**
   * Returns the stage as a method that takes what it reads and the list of its tensors.
   *
   * @param active tells which layers behave as in training, by name
   * @param precision in which the stage computes and gives its output
   */
  public String script(Predicate<String> active, Precision precision) {
    List<String> held = parameters().stream().map(ParameterSpec::name).toList();
    Script script = new Script(name -> "p[%s]".formatted(held.indexOf(name)), active, precision);
    String list = held.isEmpty() ? "" : ", p: List[Tensor]";
    return method(METHOD, list, script);
  }

  /**
   * Returns the stage as a method that reads its tensors from the module.
   *
   * @param method the method's name
   * @param reference turns a tensor's name into the expression that reads it
   */
  String script(String method, Function<String, String> reference) {
    return method(method, "", new Script(reference, norm -> false, Precision.F32));
  }

  private String method(String method, String list, Script script) {
    StringBuilder text = new StringBuilder();
    List<String> reads = reads();
    text.append("  def %s(%s".formatted(method, SELF));
    for (int i = 0; i < reads.size(); i++) {
      text.append(", x%s: Tensor".formatted(i));
      script.bind(reads.get(i), "x" + i);
    }
    text.append(list).append(") -> List[Tensor]:\n");
    boolean onMaps = layers.stream().anyMatch(Layer::onMaps);
    String entered = onMaps ? script.enterMaps("x0") : script.enter("x0");
    String result = Layers.write(layers, script, entered);
    script.lines().forEach(line -> text.append("    ").append(line).append('\n'));
    return text.append("    return [%s]\n".formatted(result)).toString();
  }
}
