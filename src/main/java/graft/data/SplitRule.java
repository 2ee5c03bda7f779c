package graft.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says how large the parts of a data set become, in per cent of the examples.
 *
 * @param train what is trained on, above 0
 * @param validation what decisions are made on, above 0
 * @param test what stays sealed, 0 for none
 */
public record SplitRule(int train, int validation, int test) {

  /** 70 % training, 15 % validation, 15 % test. */
  public static final SplitRule DEFAULT = new SplitRule(70, 15, 15);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})/(\\d{1,3})/(\\d{1,3})");

  /**
   * @throws IllegalArgumentException if the three do not sum to 100, or one is too small
   */
  public SplitRule {
    String received = train + "/" + validation + "/" + test;
    if (train + validation + test != 100) {
      throw new IllegalArgumentException(
          "split must sum to 100, received %s, which sums to %d"
              .formatted(received, train + validation + test));
    }
    requirePositive("training", train, received);
    requirePositive("validation", validation, received);
    if (test < 0) {
      throw new IllegalArgumentException("test share must be >= 0, received " + received);
    }
  }

  /**
   * Reads a rule such as {@code 70/15/15}: training, validation, test.
   *
   * @throws IllegalArgumentException if the text is no such rule
   */
  public static SplitRule parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "split must be train/val/test in whole per cent, like 70/15/15, received " + text);
    }
    return new SplitRule(number(matcher, 1), number(matcher, 2), number(matcher, 3));
  }

  /** Returns the rule as it is typed. */
  @Override
  public String toString() {
    return train + "/" + validation + "/" + test;
  }

  private static void requirePositive(String name, int share, String received) {
    if (share <= 0) {
      throw new IllegalArgumentException(name + " share must be > 0, received " + received);
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
