package graft.metric;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/** Inverts the distribution functions that intervals come from. */
final class Quantiles {

  private static final double RELATIVE = 1e-13;
  private static final double ABSOLUTE = 1e-15;

  private Quantiles() {}

  /** Returns the value that a beta distribution exceeds with probability {@code 1 - share}. */
  static double beta(double share, double a, double b) {
    return between(0, 1, share, x -> RegularizedBeta.value(x, a, b));
  }

  /** Returns the value that a gamma distribution of scale 1 exceeds with that probability. */
  static double gamma(double share, double shape) {
    DoubleUnaryOperator below = x -> RegularizedGamma.P.value(shape, x);
    double high = shape + 1;
    while (below.applyAsDouble(high) < share) {
      high *= 2;
    }
    return between(0, high, share, below);
  }

  private static double between(
      double low, double high, double share, DoubleUnaryOperator increasing) {
    return new BrentSolver(RELATIVE, ABSOLUTE, ABSOLUTE)
        .findRoot(x -> increasing.applyAsDouble(x) - share, low, high);
  }
}
