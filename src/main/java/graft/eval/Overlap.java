package graft.eval;

import graft.data.Exposure.Use;
import graft.metric.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a model had done, by content, with the examples that it was to be measured on. What it did
 * different things with is scored apart, and the first group is what a report speaks of.
 *
 * @param groups those that hold examples: new ones first, then those that chose the epoch, then
 *     those that were trained on; empty where nothing was looked up
 * @param gaps of which runs it is not known, a sentence each
 */
public record Overlap(List<Group> groups, List<String> gaps) {

  /** Nothing was looked up. */
  public static final Overlap NONE = new Overlap(List.of(), List.of());

  /** Copies the lists. */
  public Overlap {
    groups = List.copyOf(groups);
    gaps = List.copyOf(gaps);
  }

  /**
   * Examples that the model did the same with.
   *
   * @param use what
   * @param examples how many
   * @param score the headline metric on them
   */
  public record Group(Use use, int examples, Interval score) {}

  /** Returns how many examples were asked for. */
  public int examples() {
    return groups.stream().mapToInt(Group::examples).sum();
  }

  /** Returns how many examples the model did something with. */
  public int count(Use use) {
    return groups.stream().filter(group -> group.use() == use).mapToInt(Group::examples).sum();
  }

  /** Returns the group that a report speaks of. */
  public Optional<Group> headline() {
    return groups.stream().findFirst();
  }

  /** Returns whether there is more than one group. */
  public boolean mixed() {
    return groups.size() > 1;
  }

  /**
   * Returns what overlaps, for example {@code 12 of 48 were trained on, 3 chose the epoch; the
   * other 33: 0.697 (0.527 to 0.826)}; empty where all examples are new, or all chose the epoch.
   */
  public String sentence() {
    if (!mixed()) {
      return counted();
    }
    Group first = groups.get(0);
    return "%s; the other %d%s: %s"
        .formatted(
            counted(),
            first.examples(),
            first.use() == Use.CHOSE ? ", which chose the epoch" : "",
            value(first.score()));
  }

  /**
   * Returns how many overlap, for example {@code 12 of 48 were trained on, 3 chose the epoch};
   * empty where all are new, or all chose the epoch.
   */
  public String counted() {
    if (!mixed()) {
      return count(Use.TRAINED) > 0 ? "all %d were trained on".formatted(examples()) : "";
    }
    int trained = count(Use.TRAINED);
    int chose = groups.get(0).use() == Use.CHOSE ? 0 : count(Use.CHOSE);
    String first =
        trained > 0
            ? "%d of %d %s trained on".formatted(trained, examples(), trained == 1 ? "was" : "were")
            : "";
    if (chose == 0) {
      return first;
    }
    return trained > 0
        ? "%s, %d chose the epoch".formatted(first, chose)
        : "%d of %d chose the epoch".formatted(chose, examples());
  }

  private static String value(Interval score) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", score.value(), score.low(), score.high());
  }
}
