package graft.train;

/** How the learning rate changes over the steps of a phase, as a factor of the group's rate. */
public sealed interface Schedule {

  /**
   * Returns the factor of one step.
   *
   * @param step counted from 0
   * @param steps of the whole phase, at least 1
   */
  double factor(int step, int steps);

  /** Returns the schedule in words, for example {@code one-cycle}. */
  String words();

  /**
   * The same rate throughout, after a linear warm-up.
   *
   * @param warmup share of the steps over which the rate rises from near 0, 0 to 1; 0 for none
   */
  record Constant(double warmup) implements Schedule {

    /** Checks the share. */
    public Constant {
      requireShare("warm-up", warmup);
    }

    @Override
    public double factor(int step, int steps) {
      return rise(step, warmup * steps);
    }

    @Override
    public String words() {
      return warmed("constant", warmup);
    }
  }

  /**
   * Falls along half a cosine to near 0, after a linear warm-up.
   *
   * @param warmup share of the steps over which the rate rises from near 0, 0 to 1; 0 for none
   * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter (2016)</a>
   */
  record Cosine(double warmup) implements Schedule {

    /** Checks the share. */
    public Cosine {
      requireShare("warm-up", warmup);
    }

    @Override
    public double factor(int step, int steps) {
      double risen = warmup * steps;
      return step < risen
          ? rise(step, risen)
          : (1 + Math.cos(Math.PI * (step - risen) / (steps - risen))) / 2;
    }

    @Override
    public String words() {
      return warmed("cosine", warmup);
    }
  }

  /**
   * Rises along half a cosine from a 25th of the rate to the rate and falls along another one to a
   * 10,000th of where it began: torch's {@code OneCycleLR} without its change of momentum. A phase
   * too short to rise begins at the rate.
   *
   * @param warmup share of the steps that rise, above 0 and below 1
   * @see <a href="https://arxiv.org/abs/1708.07120">Smith and Topin (2017)</a>
   */
  record OneCycle(double warmup) implements Schedule {

    /** Share of the steps that rise where nobody says otherwise, as in torch. */
    public static final double DEFAULT_WARMUP = 0.3;

    private static final double START = 1.0 / 25;
    private static final double END = START / 1e4;

    /** Checks the share. */
    public OneCycle {
      if (!(warmup > 0 && warmup < 1)) {
        throw new IllegalArgumentException(
            "warm-up of one-cycle must lie between 0 and 1, received " + warmup);
      }
    }

    @Override
    public double factor(int step, int steps) {
      double peak = Math.max(0, warmup * steps - 1);
      if (step <= peak) {
        return peak == 0 ? 1 : anneal(START, 1, step / peak);
      }
      return anneal(1, END, (step - peak) / (steps - 1 - peak));
    }

    private static double anneal(double from, double to, double share) {
      return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
    }

    @Override
    public String words() {
      return warmup == DEFAULT_WARMUP ? "one-cycle" : warmed("one-cycle", warmup);
    }
  }

  private static void requireShare(String what, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "%s must be at least 0 and below 1, received %s".formatted(what, share));
    }
  }

  private static double rise(int step, double steps) {
    return step < steps ? (step + 1) / Math.ceil(steps) : 1;
  }

  private static String warmed(String name, double warmup) {
    return warmup == 0 ? name : "%s, warm-up %s".formatted(name, warmup);
  }
}
