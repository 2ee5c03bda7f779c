package graft.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Divides examples into parts. What an example's part is depends on the seed and on the contents of
 * its class, not on names, folders or order, so moving or renaming a data set changes nothing.
 */
public final class Splits {

  /** The seed where nobody asks for another. */
  public static final long DEFAULT_SEED = 42;

  private static final String READY_MADE = "ready-made";
  private static final SplitRule WITHOUT_TEST = new SplitRule(85, 15, 0);

  private final SplitRule rule;
  private final long seed;
  private final NearCopies copies;
  private final Map<String, Part> parts = new HashMap<>();
  private int seen;

  private Splits(SplitRule rule, long seed, NearCopies copies) {
    this.rule = rule;
    this.seed = seed;
    this.copies = copies;
  }

  /**
   * Divides each class by the rule; exact duplicates share a part. The totals are the rule's,
   * rounded; a class's numbers are within one of it. A class with two different contents has at
   * least one training and one validation example, one with three has a test example, too.
   *
   * @param examples with a {@link Target.OneClass} each; others count as one class
   * @param rule the shares
   * @param seed another seed gives another split
   * @return a split whose test part, where there is one, is sealed
   */
  public static Split stratified(List<Example> examples, SplitRule rule, long seed) {
    return stratified(examples, rule, seed, NearCopies.NONE);
  }

  /** Divides each class by the rule; near copies share a part, too. */
  static Split stratified(List<Example> examples, SplitRule rule, long seed, NearCopies copies) {
    Map<String, Part> parts = new Splits(rule, seed, copies).divide(examples);
    return new Split(parts, "%s, seed %s".formatted(rule, seed), parts.containsValue(Part.TEST));
  }

  /**
   * Takes over parts that someone else made. Where none is for validation, 15 % of the training
   * part become it, divided as by {@link #stratified}; a test part stays as it is. It is not
   * sealed, since its owner may have opened it before, but its openings are counted all the same.
   *
   * @param examples every example of the data set
   * @param given the part of each by its id
   * @param seed decides which training examples validate, where that is needed
   */
  public static Split readyMade(List<Example> examples, Map<String, Part> given, long seed) {
    return readyMade(examples, given, READY_MADE, seed, NearCopies.NONE);
  }

  /** Takes over parts under another origin than {@code ready-made}. */
  static Split readyMade(
      List<Example> examples,
      Map<String, Part> given,
      String origin,
      long seed,
      NearCopies copies) {
    if (given.containsValue(Part.VALIDATION)) {
      return new Split(given, origin, false);
    }
    Map<String, Part> parts = new HashMap<>(given);
    List<Example> training =
        examples.stream().filter(example -> given.get(example.id()) == Part.TRAIN).toList();
    parts.putAll(new Splits(WITHOUT_TEST, seed, copies).divide(training));
    return new Split(parts, origin + ", val 15 % of train, seed " + seed, false);
  }

  /**
   * Examples of one content and its near copies, which stay together, and the draw that decides
   * when they are dealt.
   */
  private record Copies(String contentHash, long draw, List<Example> examples) {

    int size() {
      return examples.size();
    }

    /** Copies under two labels are divided with the first of them. */
    int lowestClass() {
      return examples.stream().mapToInt(Splits::classOf).min().orElse(0);
    }
  }

  private Map<String, Part> divide(List<Example> examples) {
    SortedMap<Integer, List<Copies>> classes = new TreeMap<>();
    examples.stream()
        .collect(Collectors.groupingBy(example -> copies.groupOf(example.contentHash())))
        .forEach(
            (hash, equal) -> {
              Copies alike = new Copies(hash, new Draw(seed, "split", 0, hash).seed(), equal);
              classes.computeIfAbsent(alike.lowestClass(), key -> new ArrayList<>()).add(alike);
            });
    classes.values().forEach(this::divideClass);
    return parts;
  }

  private static int classOf(Example example) {
    return example.target() instanceof Target.OneClass target ? target.index() : 0;
  }

  private void divideClass(List<Copies> contents) {
    int size = contents.stream().mapToInt(Copies::size).sum();
    int validation = Math.max(share(rule.validation(), size), contents.size() >= 2 ? 1 : 0);
    int leastTest = rule.test() > 0 && contents.size() >= 3 ? 1 : 0;
    int test = Math.max(share(rule.test(), size), leastTest);
    seen += size;
    contents.sort(Comparator.comparingLong(Copies::draw).thenComparing(Copies::contentHash));
    put(contents.get(0), Part.TRAIN);
    List<Copies> rest = new ArrayList<>(contents.subList(1, contents.size()));
    take(rest, validation, Part.VALIDATION);
    take(rest, test, Part.TEST);
    rest.forEach(copies -> put(copies, Part.TRAIN));
  }

  /** Rounds running totals, so that many small classes do not add up to a wrong share. */
  private int share(int percent, int size) {
    return rounded(percent, seen + size) - rounded(percent, seen);
  }

  private static int rounded(int percent, long count) {
    return (int) ((count * percent + 50) / 100);
  }

  /** Takes contents in their order as far as they fit, at least one where there is any. */
  private void take(List<Copies> rest, int wanted, Part part) {
    int taken = 0;
    for (Iterator<Copies> each = rest.iterator(); each.hasNext() && taken < wanted; ) {
      Copies copies = each.next();
      if (taken + copies.size() <= wanted) {
        put(copies, part);
        taken += copies.size();
        each.remove();
      }
    }
    if (taken == 0 && wanted > 0 && !rest.isEmpty()) {
      Copies fewest = Collections.min(rest, Comparator.comparingInt(Copies::size));
      put(fewest, part);
      rest.remove(fewest);
    }
  }

  private void put(Copies copies, Part part) {
    copies.examples().forEach(example -> parts.put(example.id(), part));
  }
}
