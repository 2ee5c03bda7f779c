package graft.train;

/** What a user may say about learning rates. */
public sealed interface RateChoice {

  /** Returns the choice as users type it. */
  String words();

  /** Finds the rate by a sweep before the run. */
  record Sweep() implements RateChoice {

    @Override
    public String words() {
      return "auto";
    }
  }

  /**
   * One rate.
   *
   * @param rate above 0
   */
  record Single(double rate) implements RateChoice {

    /** Checks the rate. */
    public Single {
      require(rate);
    }

    @Override
    public String words() {
      return text(rate);
    }
  }

  /**
   * Rates in equal ratios from the first stage that trains to the head.
   *
   * @param first of the first stage that trains, above 0
   * @param last of the head, above 0
   */
  record Spread(double first, double last) implements RateChoice {

    /** Checks the rates. */
    public Spread {
      require(first);
      require(last);
    }

    @Override
    public String words() {
      return text(first) + ".." + text(last);
    }
  }

  /** Returns a rate as users type it, for example {@code 1e-4} or {@code 0.05}. */
  static String text(double rate) {
    return Double.toString(rate).replace(".0E", "e").replace("E", "e");
  }

  private static void require(double rate) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("learning rate must be > 0, received " + rate);
    }
  }
}
