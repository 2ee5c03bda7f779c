package graft.magics.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a data set is divided, in percent; the three add up to 100.
 *
 * @param train what is trained on, at least 1
 * @param validation what decisions are made on, at least 1
 * @param test what is sealed, 0 for none
 */
public record SplitPercent(int train, int validation, int test) {

  private static final Pattern THREE = Pattern.compile("([0-9]{1,3})/([0-9]{1,3})/([0-9]{1,3})");

  /**
   * Checks the sum and that there is something to train and to decide on.
   *
   * @throws IllegalArgumentException if they do not add up to 100 or a needed part is empty
   */
  public SplitPercent {
    int sum = train + validation + test;
    if (sum != 100) {
      throw new IllegalArgumentException(
          "split must add up to 100, received %d/%d/%d, which adds up to %d"
              .formatted(train, validation, test, sum));
    }
    if (train < 1 || validation < 1 || test < 0) {
      throw new IllegalArgumentException(
          "split needs at least 1 percent for training and for validation, received %d/%d/%d"
              .formatted(train, validation, test));
    }
  }

  /** Reads {@code 70/15/15}. */
  static SplitPercent parse(String subject, String text) {
    Matcher three = THREE.matcher(text);
    if (!three.matches()) {
      throw new IllegalArgumentException(
          "%s takes three whole numbers that add up to 100, received %s; write 70/15/15"
              .formatted(subject, text));
    }
    return new SplitPercent(number(three, 1), number(three, 2), number(three, 3));
  }

  private static int number(Matcher three, int group) {
    return Integer.parseInt(three.group(group));
  }

  /** Returns {@code 70/15/15}. */
  @Override
  public String toString() {
    return train + "/" + validation + "/" + test;
  }
}
