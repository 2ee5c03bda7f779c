package graft.metric;

/** Tests whether two classifiers are equally often right on the same examples. */
public final class McNemar {

  private McNemar() {}

  /**
   * Returns the exact two-sided p-value: how likely it is that so uneven a share of the examples on
   * which just one of two classifiers is right comes from a fair coin.
   *
   * @param onlyFirst examples that only the first classifier gets right, at least 0
   * @param onlySecond examples that only the second one gets right, at least 0
   * @return from 0 to 1; 1 where they are right on the same examples
   * @throws IllegalArgumentException if a count is negative
   * @see <a href="https://doi.org/10.1007/BF02295996">McNemar (1947)</a>
   */
  public static double exact(int onlyFirst, int onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "counts must be >= 0, received %d and %d".formatted(onlyFirst, onlySecond));
    }
    int tosses = onlyFirst + onlySecond;
    double logTerm = -tosses * Math.log(2);
    double tail = Math.exp(logTerm);
    for (int heads = 1; heads <= Math.min(onlyFirst, onlySecond); heads++) {
      logTerm += Math.log(tosses - heads + 1.0) - Math.log(heads); // of C(tosses, heads) / 2^tosses
      tail += Math.exp(logTerm);
    }
    return Math.min(1, 2 * tail);
  }
}
