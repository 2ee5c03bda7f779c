package graft.metric;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Inverts the distribution functions that intervals come from, by halving. */
final class Quantiles {

  /** Enough for two neighbouring doubles between 0 and 1. */
  private static final int HALVINGS = 200;

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
      double from, double to, double share, DoubleUnaryOperator increasing) {
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS && Math.nextUp(low) < high; i++) {
      double middle = (low + high) / 2;
      if (increasing.applyAsDouble(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
