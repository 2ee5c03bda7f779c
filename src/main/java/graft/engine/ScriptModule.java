package graft.engine;

import graft.tensor.FloatTensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Describes a TorchScript module: methods as text, and parameters and buffers under dotted names
 * that become a tree of submodules, so that {@code layer1.0.conv1.weight} is found under the same
 * name in Python.
 */
public final class ScriptModule {

  private final String methods;
  private final Map<String, FloatTensor> parameters = new LinkedHashMap<>();
  private final Map<String, FloatTensor> buffers = new LinkedHashMap<>();
  private final Map<String, ScriptModule> children = new LinkedHashMap<>();

  /**
   * @param methods definitions, indented by two spaces; {@code self} is written {@code self:
   *     __torch__.Root}
   */
  public ScriptModule(String methods) {
    this.methods = methods;
  }

  /** Adds a trainable tensor under a dotted name. */
  public void parameter(String name, FloatTensor value) {
    owner(name).parameters.put(leaf(name), value);
  }

  /** Adds a tensor that does not train under a dotted name. */
  public void buffer(String name, FloatTensor value) {
    owner(name).buffers.put(leaf(name), value);
  }

  String methods() {
    return methods;
  }

  Map<String, FloatTensor> parameters() {
    return parameters;
  }

  Map<String, FloatTensor> buffers() {
    return buffers;
  }

  Map<String, ScriptModule> children() {
    return children;
  }

  /** Returns the expression that reads a tensor inside a method of the root. */
  public static String reference(String name) {
    StringBuilder expression = new StringBuilder("self");
    for (String part : name.split("\\.")) {
      if (Character.isDigit(part.charAt(0))) {
        expression.insert(0, "getattr(").append(", \"").append(part).append("\")");
      } else {
        expression.append('.').append(part);
      }
    }
    return expression.toString();
  }

  private ScriptModule owner(String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return this;
    }
    return children
        .computeIfAbsent(name.substring(0, dot), key -> new ScriptModule(""))
        .owner(name.substring(dot + 1));
  }

  private static String leaf(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
