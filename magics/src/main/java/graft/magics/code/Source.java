package graft.magics.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the Java of one cell, line by line. */
final class Source {

  private static final int WIDTH = 88;
  private static final String INDENT = "    ";

  private final List<String> lines = new ArrayList<>();
  private @Nullable String value;

  /** Adds a line as it is. */
  Source line(String line) {
    lines.add(line);
    return this;
  }

  /** Adds a statement. */
  Source statement(String call) {
    return line(call + ";");
  }

  /**
   * Adds a call whose result the cell shows, under a name if there is one.
   *
   * @param type of the result
   * @param name of a new variable; null for none
   * @param start what the calls are made on
   * @param calls each with its dot; lines break before them where one is not enough
   */
  Source shown(Class<?> type, @Nullable String name, String start, String... calls) {
    if (name == null) {
      return line(chain(start, Arrays.asList(calls)) + ";");
    }
    String variable = Literal.name(name);
    String declared = "%s %s = %s".formatted(type.getSimpleName(), variable, start);
    return line(chain(declared, Arrays.asList(calls)) + ";").showing(variable);
  }

  /** Ends with a variable, so that the cell shows what it holds. */
  Source showing(String variable) {
    value = variable;
    return this;
  }

  /** Shows what it is so far, and then one thing more. */
  Source previewing(String call) {
    if (value != null) {
      statement(value);
      value = null;
    }
    return line(call);
  }

  private static String chain(String start, List<String> calls) {
    String one = start + String.join("", calls);
    if (one.length() < WIDTH || calls.size() < 2) {
      return one;
    }
    return calls.stream()
        .map(call -> "\n" + INDENT + call)
        .collect(Collectors.joining("", start, ""));
  }

  String text() {
    String statements = String.join("\n", lines);
    return value == null ? statements : statements + "\n" + value;
  }
}
