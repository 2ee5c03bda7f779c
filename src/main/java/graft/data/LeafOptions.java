package graft.data;

import graft.data.leaf.Season;
import graft.data.leaf.Species;
import graft.data.leaf.Style;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Holds the knobs of {@code sample:leaves}.
 *
 * @param classes number of species, 2 to 10, in the order of {@link Species}; default 5
 * @param count pictures of the largest class, 1 to 5000; default 60
 * @param size side of a picture in pixels, 32 to 512; default 128
 * @param season which colours; default summer
 * @param style photo (default) or sketch: the same leaves as another domain
 * @param imbalance how many times the largest class is the smallest, 1 to {@code count}, even steps
 *     of ratio between; default 1
 * @param noise share of examples whose label is wrong, 0 to 0.5; default 0
 * @param seed another seed gives other leaves; default 42
 */
public record LeafOptions(
    int classes,
    int count,
    int size,
    Season season,
    Style style,
    double imbalance,
    double noise,
    long seed) {

  /** What {@code sample:leaves} alone means. */
  public static final LeafOptions DEFAULTS =
      new LeafOptions(5, 60, 128, Season.SUMMER, Style.PHOTO, 1, 0, 42);

  /**
   * @throws IllegalArgumentException if a knob is out of its range
   */
  public LeafOptions {
    requireWhole("classes", classes, 2, Species.values().length);
    requireWhole("count", count, 1, 5000);
    requireWhole("size", size, 32, 512);
    require(noise >= 0 && noise <= 0.5, "noise", "a number from 0 to 0.5", noise);
    boolean possible = imbalance >= 1 && imbalance <= count;
    require(possible, "imbalance", "a number from 1 to the count, " + count, imbalance);
  }

  /** Returns the shortest name that means the same: only knobs that differ from the default. */
  public String name() {
    StringJoiner name = new StringJoiner(",");
    name.add(LeafName.PREFIX);
    add(name, "classes", classes, DEFAULTS.classes);
    add(name, "count", count, DEFAULTS.count);
    add(name, "size", size, DEFAULTS.size);
    add(name, "season", word(season), word(DEFAULTS.season));
    add(name, "style", word(style), word(DEFAULTS.style));
    add(name, "imbalance", imbalance, DEFAULTS.imbalance);
    add(name, "noise", noise, DEFAULTS.noise);
    add(name, "seed", seed, DEFAULTS.seed);
    return name.toString();
  }

  /** Returns how many pictures the class at an index has. */
  int countOf(int index) {
    double share = StrictMath.pow(imbalance, -(double) index / (classes - 1));
    return (int) Math.round(count * share);
  }

  static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static void add(StringJoiner name, String knob, Object value, Object usual) {
    if (!value.equals(usual)) {
      name.add(knob + "=" + shown(value));
    }
  }

  private static String shown(Object value) {
    String text = value.toString();
    return value instanceof Double && text.endsWith(".0")
        ? text.substring(0, text.length() - 2)
        : text;
  }

  private static void requireWhole(String knob, int value, int least, int most) {
    String rule = "a whole number from %d to %d".formatted(least, most);
    require(value >= least && value <= most, knob, rule, value);
  }

  private static void require(boolean holds, String knob, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s must be %s, received %s".formatted(knob, rule, shown(value)));
    }
  }
}
