package graft.magics.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command gave for its declared operands and options, with typed access. */
final class Arguments {

  private final CommandSpec spec;
  private final List<String> operands;
  private final Map<Option<?>, String> options;

  /**
   * Copies the parts.
   *
   * @param operands in order, no more than declared
   * @param options texts by option; a flag has an empty one
   */
  Arguments(CommandSpec spec, List<String> operands, Map<Option<?>, String> options) {
    this.spec = spec;
    this.operands = List.copyOf(operands);
    this.options = new LinkedHashMap<>(options);
  }

  CommandSpec spec() {
    return spec;
  }

  /** Returns the only or first operand. */
  Optional<String> operand() {
    return operands.stream().findFirst();
  }

  List<String> operands() {
    return operands;
  }

  boolean has(Option<?> option) {
    return options.containsKey(option);
  }

  /** Returns the value of an option, nothing where it is left out or says its default. */
  <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable(options.get(option))
        .filter(text -> !text.equals(option.fallback()))
        .map(text -> option.value().parse(option.dashed(), text));
  }

  /** Returns the value of an option as a record keeps it, null where it is left out. */
  <T> @Nullable T orNull(Option<T> option) {
    return find(option).orElse(null);
  }

  /** Returns the value of an option that has a default. */
  <T> T get(Option<T> option) {
    return find(option).orElseGet(() -> option.value().parse(option.dashed(), option.fallback()));
  }

  /**
   * Returns what the operand or the option that means the same says.
   *
   * @throws IllegalArgumentException if both are given
   */
  @Nullable String operandOr(Option<String> option) {
    Optional<String> named = find(option);
    if (named.isPresent() && operand().isPresent()) {
      throw new IllegalArgumentException(
          "%s is given twice: %s and %s %s; keep one"
              .formatted(option.name(), operand().get(), option.dashed(), named.get()));
    }
    return operand().or(() -> named).orElse(null);
  }

  /**
   * Checks that an option has the operand that it needs.
   *
   * @throws IllegalArgumentException if one of them is given and there is no operand
   */
  void needOperandFor(Option<?>... needy) {
    String noun = spec.positionals().get(0).noun();
    for (Option<?> option : needy) {
      if (has(option) && operands.isEmpty()) {
        throw new IllegalArgumentException(
            "%s needs %s; write %s %s %s"
                .formatted(option.dashed(), noun, spec.typed(), noun, option.usage()));
      }
    }
  }
}
