package graft.kernel.install;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command's options and the rest of its words.
 *
 * @param options by name with its dashes; the value of a flag is empty
 * @param positionals words that belong to no option, in order
 */
record Arguments(Map<String, String> options, List<String> positionals) {

  Arguments {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    positionals = List.copyOf(positionals);
  }

  /**
   * Splits words into options and the rest.
   *
   * @param names the options that there are; one that ends in {@code =} takes a value
   * @throws UsageException if an option is unknown, given twice or lacks its value
   */
  static Arguments parse(List<String> words, Set<String> names) {
    Map<String, String> options = new LinkedHashMap<>();
    List<String> positionals = new ArrayList<>();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (!word.startsWith("--")) {
        positionals.add(word);
      } else if (options.put(word, value(word, rest, names)) != null) {
        throw new UsageException("option " + word + " is given twice");
      }
    }
    return new Arguments(options, positionals);
  }

  private static String value(String option, Iterator<String> rest, Set<String> names) {
    if (names.contains(option)) {
      return "";
    }
    if (!names.contains(option + "=")) {
      throw new UsageException("unknown option " + option);
    }
    if (!rest.hasNext()) {
      throw new UsageException("option " + option + " needs a value");
    }
    return rest.next();
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option));
  }

  boolean has(String flag) {
    return options.containsKey(flag);
  }

  Arguments withoutPositionals() {
    if (!positionals.isEmpty()) {
      throw new UsageException("unexpected word \"" + positionals.get(0) + "\"");
    }
    return this;
  }
}
