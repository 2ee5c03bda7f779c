package graft;

import graft.Evaluation.Measured;
import graft.data.Exposure.Use;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The examples on which several models can be compared: those of which the model that did most with
 * them did the least.
 *
 * @param use what that model did with them
 * @param rows their indices
 */
record Shared(Use use, List<Integer> rows) {

  /** Chooses among examples that all models were measured on, in the same order. */
  static Shared of(List<Measured> measured) {
    int examples = measured.get(0).scored().size();
    Map<Use, List<Integer>> byUse = new TreeMap<>();
    IntStream.range(0, examples)
        .forEach(i -> byUse.merge(worst(measured, i), List.of(i), Shared::joined));
    Map.Entry<Use, List<Integer>> least = byUse.entrySet().iterator().next();
    return new Shared(least.getKey(), least.getValue());
  }

  private static Use worst(List<Measured> measured, int index) {
    return measured.stream()
        .map(each -> each.familiar().uses().get(index))
        .max(Use::compareTo)
        .orElse(Use.NEW);
  }

  private static List<Integer> joined(List<Integer> one, List<Integer> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  <T> List<T> only(List<T> all) {
    return Familiar.only(all, rows);
  }

  /** Returns what these examples have been used for. */
  String usage(List<Measured> measured) {
    String told =
        switch (use) {
          case TRAINED ->
              "each of these examples was trained on by one of the models, so these numbers say"
                  + " nothing of new ones";
          case CHOSE ->
              "validation chose the best epoch of each, and may choose between them now, so these"
                  + " numbers are a little optimistic";
          case NEW -> measured.get(measured.size() - 1).usage().words();
        };
    int all = measured.get(0).scored().size();
    return rows.size() == all
        ? told
        : "%s; of %d examples only the %d that %s are compared"
            .formatted(told, all, rows.size(), least());
  }

  private String least() {
    return switch (use) {
      case NEW -> "are new to all models";
      case CHOSE -> "no model was trained on";
      case TRAINED -> "are left";
    };
  }
}
