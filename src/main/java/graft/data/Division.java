package graft.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of how a data set is divided into parts; what is not said, the data set decides.
 *
 * <pre>{@code
 * Division.automatic().by(new SplitRule(80, 10, 10)).seed(7)
 * Division.automatic().from(Part.TRAIN, "Lernen").from(Part.TEST, "Prüfen")
 * }</pre>
 */
public final class Division {

  private static final Division NOTHING_SAID =
      new Division(null, null, Splits.DEFAULT_SEED, Map.of());

  private final @Nullable SplitRule rule;
  private final @Nullable Long seed;
  private final long otherwise;
  private final Map<Part, String> folders;

  private Division(
      @Nullable SplitRule rule, @Nullable Long seed, long otherwise, Map<Part, String> folders) {
    this.rule = rule;
    this.seed = seed;
    this.otherwise = otherwise;
    this.folders = folders;
  }

  /** Returns the division that the data set decides: its ready-made parts, else 70/15/15. */
  public static Division automatic() {
    return NOTHING_SAID;
  }

  /** Returns the same with shares of the parts; a data set with ready-made parts refuses them. */
  public Division by(SplitRule shares) {
    return new Division(shares, seed, otherwise, folders);
  }

  /** Returns the same with a seed; a data set where nothing is drawn refuses it. */
  public Division seed(long said) {
    return new Division(rule, said, otherwise, folders);
  }

  /** Returns the same with a seed for what is drawn; where nothing is, it does not matter. */
  public Division orSeed(long fallback) {
    return new Division(rule, seed, fallback, folders);
  }

  /**
   * Returns the same with the folder of a part.
   *
   * @param folder below the data set; holds a folder a class
   */
  public Division from(Part part, String folder) {
    Map<Part, String> more = new EnumMap<>(Part.class);
    more.putAll(folders);
    more.put(part, folder);
    return new Division(rule, seed, otherwise, more);
  }

  /** Returns the shares where they were said. */
  public Optional<SplitRule> rule() {
    return Optional.ofNullable(rule);
  }

  /** Returns the seed of what is drawn. */
  public long seed() {
    return seed == null ? otherwise : seed;
  }

  /** Returns the folders of the parts that were said. */
  public Map<Part, String> folders() {
    return Collections.unmodifiableMap(folders);
  }

  SplitRule ruleOrDefault() {
    return rule == null ? SplitRule.DEFAULT : rule;
  }

  boolean saysSeed() {
    return seed != null;
  }

  /**
   * Returns it as text, a line a thing that was said, or {@code 70/15/15} alone where nothing was;
   * {@link #parse} reads it.
   */
  public String words() {
    List<String> lines = new ArrayList<>();
    if (rule == null && folders.isEmpty()) {
      return SplitRule.DEFAULT.toString();
    }
    rule().ifPresent(said -> lines.add("split " + said));
    folders.forEach((part, folder) -> lines.add(part.label() + " " + folder));
    return String.join("\n", lines);
  }

  /**
   * Reads what {@link #words} wrote.
   *
   * @param seed of what is drawn
   * @throws IllegalArgumentException if it is no such text
   */
  public static Division parse(String words, long seed) {
    Division division = automatic().orSeed(seed);
    if (words.equals(SplitRule.DEFAULT.toString())) {
      return division;
    }
    for (String line : words.lines().toList()) {
      int blank = line.indexOf(' ');
      String value = line.substring(blank + 1);
      division =
          line.startsWith("split ")
              ? division.by(SplitRule.parse(value))
              : division.from(Part.labelled(line.substring(0, Math.max(0, blank))), value);
    }
    return division;
  }
}
