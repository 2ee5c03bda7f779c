package graft.backbone;

import graft.engine.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Collects the lines of a TorchScript method while layers write themselves into it. */
final class Script {

  /** torch's number for the layout in which the channels of a pixel lie side by side. */
  private static final int CHANNELS_LAST = 2;

  private final Function<String, String> reference;
  private final Predicate<String> active;
  private final Precision precision;
  private final Map<String, String> bound = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private int variables;

  /**
   * @param reference turns a tensor's name into the expression that reads it
   * @param active tells which layers behave as in training, by name
   * @param precision in which the layers compute
   */
  Script(Function<String, String> reference, Predicate<String> active, Precision precision) {
    this.reference = reference;
    this.active = active;
    this.precision = precision;
  }

  /** Adds a line that computes an expression, and returns the variable that holds it. */
  String let(String expression) {
    String variable = "v" + variables++;
    lines.add(variable + " = " + expression);
    return variable;
  }

  /** Says which variable holds a tensor that comes from outside. */
  void bind(String name, String variable) {
    bound.put(name, variable);
  }

  /** Returns the expression that reads a tensor, held or from outside. */
  String tensor(String name) {
    String variable = bound.get(name);
    return variable == null ? reference.apply(name) : variable;
  }

  /**
   * Returns the expression that reads a kernel or matrix in the precision of the method. The cast
   * is part of the program, so that the tensor and its gradient stay in 32 bits.
   */
  String weight(String name) {
    return precision == Precision.F32
        ? tensor(name)
        : "torch.to(%s, %s)".formatted(tensor(name), precision.scalarType());
  }

  /** Adds a line that brings a tensor to the precision of the method. */
  String enter(String variable) {
    return let("torch.to(%s, %s)".formatted(variable, precision.scalarType()));
  }

  /**
   * Adds a line that brings maps [batch, channels, height, width] to the precision of the method,
   * and to the layout in which convolutions are fastest. Both are kept from there on.
   */
  String enterMaps(String variable) {
    return let(
        "torch.to(%s, %s, False, False, %s)"
            .formatted(variable, precision.scalarType(), CHANNELS_LAST));
  }

  boolean active(String layer) {
    return active.test(layer);
  }

  List<String> lines() {
    return lines;
  }
}
