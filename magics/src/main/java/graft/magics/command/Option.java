package graft.magics.command;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Declares one option.
 *
 * @param name without its dashes
 * @param value what it takes
 * @param fallback the text that stands where it is left out, empty where there is none
 * @param description what it does, a phrase without a full stop
 * @param <T> type of the value
 */
record Option<T>(String name, Value<T> value, String fallback, String description) {

  /** Declares an option without a fixed default. */
  static <T> Option<T> of(String name, Value<T> value, String description) {
    return new Option<>(name, value, "", description);
  }

  /** Declares an option that takes no value. */
  static Option<Boolean> flag(String name, String description) {
    return of(name, Values.flag(), description);
  }

  boolean isFlag() {
    return value.notation().isEmpty();
  }

  /** Returns {@code --epochs}. */
  String dashed() {
    return "--" + name;
  }

  /** Returns {@code --epochs auto|N}. */
  String usage() {
    return Stream.of(dashed(), value.notation())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Returns the description with the default, unless that is the word default itself. */
  String help() {
    boolean said = fallback.isEmpty() || fallback.equals("default");
    return said ? description : description + " (default " + fallback + ")";
  }
}
