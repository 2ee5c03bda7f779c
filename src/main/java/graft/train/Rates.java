package graft.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the learning rate of each group of parameters, before the schedule's factor.
 *
 * @param byGroup by name of a stage or head, in order, each at least 0
 */
public record Rates(Map<String, Double> byGroup) {

  /**
   * Copies the map and keeps its order.
   *
   * @throws IllegalArgumentException if a rate is negative or no number
   */
  public Rates {
    byGroup.forEach(
        (group, rate) -> {
          if (!(rate >= 0)) {
            throw new IllegalArgumentException(
                "learning rate of '%s' must be >= 0, received %s".formatted(group, rate));
          }
        });
    byGroup = Collections.unmodifiableMap(new LinkedHashMap<>(byGroup));
  }

  /** Gives all groups the same rate. */
  public static Rates same(List<String> groups, double rate) {
    Map<String, Double> rates = new LinkedHashMap<>();
    groups.forEach(group -> rates.put(group, rate));
    return new Rates(rates);
  }

  /**
   * Spreads rates from the first group to the last in equal ratios.
   *
   * @param groups at least one, from the input on
   */
  public static Rates spread(List<String> groups, double first, double last) {
    Map<String, Double> rates = new LinkedHashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      double left = groups.size() == 1 ? 0 : 1 - (double) i / (groups.size() - 1);
      rates.put(groups.get(i), last * Math.pow(first / last, left));
    }
    return new Rates(rates);
  }

  /**
   * Gives the last group a rate and each one before it a share of the rate behind it.
   *
   * @param decay the share, above 0 and at most 1
   * @see <a href="https://arxiv.org/abs/1801.06146">Howard and Ruder (2018), discriminative
   *     fine-tuning</a>
   */
  public static Rates decaying(List<String> groups, double last, double decay) {
    return spread(groups, last * Math.pow(decay, groups.size() - 1), last);
  }

  /**
   * Returns the rate of a group.
   *
   * @throws IllegalArgumentException if it has none
   */
  public double of(String group) {
    Double rate = byGroup.get(group);
    if (rate == null) {
      throw new IllegalArgumentException(
          "no learning rate for '%s'; there are rates for %s".formatted(group, byGroup.keySet()));
    }
    return rate;
  }

  /** Returns the largest rate, 0 where there is none. */
  public double largest() {
    return byGroup.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Returns all rates times a factor. */
  public Rates times(double factor) {
    Map<String, Double> scaled = new LinkedHashMap<>();
    byGroup.forEach((group, rate) -> scaled.put(group, rate * factor));
    return new Rates(scaled);
  }
}
