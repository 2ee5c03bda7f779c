package graft.eval;

import graft.eval.ClassificationReport.ScoredExample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two classifiers' results on the same examples, matched by id.
 *
 * @param first in its own order
 * @param second in the order of the first
 */
record Pairs(List<ScoredExample> first, List<ScoredExample> second) {

  /**
   * Matches.
   *
   * @throws IllegalArgumentException if the ids or the truths differ
   */
  static Pairs match(List<ScoredExample> first, List<ScoredExample> second) {
    Map<String, ScoredExample> byId = new HashMap<>();
    second.forEach(scored -> byId.put(scored.id(), scored));
    if (first.size() != second.size() || byId.size() != second.size()) {
      throw different("received %d and %d".formatted(first.size(), second.size()));
    }
    List<ScoredExample> matched = new ArrayList<>();
    for (ScoredExample scored : first) {
      matched.add(partner(scored, byId));
    }
    return new Pairs(first, matched);
  }

  private static ScoredExample partner(ScoredExample scored, Map<String, ScoredExample> byId) {
    ScoredExample partner = byId.remove(scored.id());
    if (partner == null) {
      throw different("only the first has '%s'".formatted(scored.id()));
    }
    if (partner.truth() != scored.truth()) {
      throw different(
          "class of '%s' is %d in the first and %d in the second"
              .formatted(scored.id(), scored.truth(), partner.truth()));
    }
    return partner;
  }

  private static IllegalArgumentException different(String how) {
    return new IllegalArgumentException(
        "paired difference needs the same examples with the same classes on both sides, " + how);
  }
}
