package graft.metric;

/**
 * Bounds what a sum of weighted rare events is worth on average, mistakes for example, each with a
 * weight of its own. Events are taken to be independent and as many as a Poisson distribution says,
 * which is more spread than those of a fixed number of examples, so that the bounds lie rather far
 * out; and one event more than was seen, of the largest weight, is allowed for.
 *
 * @param sum of the weights of the events that were seen
 * @param squares sum of the squares of these weights
 * @param largest weight that an event may have, seen or not
 * @see <a
 *     href="https://doi.org/10.1002/(SICI)1097-0258(19970415)16:7%3C791::AID-SIM500%3E3.0.CO;2-%23">Fay
 *     and Feuer (1997), Confidence intervals for directly standardized rates</a>
 */
record WeightedEvents(double sum, double squares, double largest) {

  private static final double TAIL = 0.025;

  /** Adds up weights, of which 0 is no event. */
  static WeightedEvents of(double[] weights, double largest) {
    double sum = 0;
    double squares = 0;
    double most = largest;
    for (double weight : weights) {
      sum += weight;
      squares += weight * weight;
      most = Math.max(most, weight);
    }
    return new WeightedEvents(sum, squares, most);
  }

  /** Returns a bound that the mean of the sum lies above, but for 2.5 % of all data. */
  double low() {
    return low(TAIL);
  }

  /** Returns a bound that the mean of the sum lies above, but for a share of all data. */
  double low(double share) {
    return sum > 0 ? squares / sum * Quantiles.gamma(share, sum * sum / squares) : 0;
  }

  /** Returns a bound that the mean of the sum lies below, but for 2.5 % of all data. */
  double high() {
    double more = sum + largest;
    return more > 0
        ? (squares + largest * largest) / more * Quantiles.gamma(1 - TAIL, events())
        : 0;
  }

  /** Returns how far the lower bound lies below the sum. */
  double below() {
    return sum - low();
  }

  /** Returns how far the upper bound lies above the sum. */
  double above() {
    return high() - sum;
  }

  /** Returns how many events of equal weight would be as telling as these and one more. */
  double events() {
    double more = sum + largest;
    return more * more / (squares + largest * largest);
  }
}
