package graft.backbone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Collects the lines of a TorchScript method while layers write themselves into it. */
final class Script {

  private final Function<String, String> reference;
  private final Predicate<String> moving;
  private final Map<String, String> bound = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private int variables;

  /**
   * @param reference turns a tensor's name into the expression that reads it
   * @param moving tells which norms use and move batch statistics, by layer name
   */
  Script(Function<String, String> reference, Predicate<String> moving) {
    this.reference = reference;
    this.moving = moving;
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

  boolean moving(String norm) {
    return moving.test(norm);
  }

  List<String> lines() {
    return lines;
  }
}
