package graft.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Says how far a classifier's confidence, the probability of its prediction, is from how often it
 * is right: examples are put into bins of equal width by confidence.
 *
 * <p>The error of few examples is too large: even where confidence is exactly right, chance moves
 * each bin's accuracy away from it. {@code ofPerfect} says how much of the error that explains. The
 * interval holds the error that an endless sample would have in the same bins: no error is further
 * from the measured one than the bins' deviations add up to.
 *
 * @param bins in order of confidence, empty ones included
 * @param error expected calibration error: the mean distance of accuracy and mean confidence over
 *     the bins, weighted by their examples
 * @param ofPerfect the error that is to be expected on as many examples of the same confidences
 *     from a perfectly calibrated classifier
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. (2017)</a>
 */
public record Calibration(List<Bin> bins, Interval error, double ofPerfect) {

  /** How many bins are usual. */
  public static final int BINS = 15;

  private static final int RESAMPLES = 1000;

  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /** Mean size of a standard normal deviation. */
  private static final double HALF_NORMAL = Math.sqrt(2 / Math.PI);

  /** As many events may be expected where none was seen, at 95 %. */
  private static final double UNSEEN = -Math.log(0.05);

  /** Copies the list. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * One bin.
   *
   * @param lower bound of the confidence, itself outside, 0 inside
   * @param upper bound of the confidence, itself inside
   * @param count how many examples have such a confidence
   * @param confidence their mean confidence, NaN where there are none
   * @param accuracy share of them that are right, NaN where there are none
   */
  public record Bin(double lower, double upper, int count, double confidence, double accuracy) {}

  /**
   * Measures.
   *
   * @param confidences probability of each prediction: [n], from 0 to 1, n at least 1
   * @param hits whether each prediction is right: [n]
   * @param bins how many, at least 1; {@link #BINS} is usual
   * @param seed of what is expected of a perfect classifier
   * @throws IllegalArgumentException if the lengths differ, there is no example, or a confidence is
   *     not from 0 to 1
   */
  public static Calibration of(double[] confidences, boolean[] hits, int bins, long seed) {
    if (confidences.length != hits.length || bins < 1) {
      throw new IllegalArgumentException(
          "calibration needs a confidence and an outcome an example, and bins >= 1,"
              + " received %d, %d and %d".formatted(confidences.length, hits.length, bins));
    }
    int[] places = places(confidences, bins);
    int[] all = IntStream.range(0, hits.length).toArray();
    Sums sums = Sums.of(places, confidences, hits, all, bins);
    Interval error = error(confidences, hits, bins);
    return new Calibration(sums.bins(), error, perfect(places, confidences, all, bins, seed));
  }

  /** Measures the error alone. */
  static Interval error(double[] confidences, boolean[] hits, int bins) {
    int[] places = places(confidences, bins);
    int[] all = IntStream.range(0, hits.length).toArray();
    double error = Sums.of(places, confidences, hits, all, bins).error();
    double spread = spread(places, confidences, hits, bins);
    return new Interval(error, Math.max(0, error - spread), Math.min(1, error + spread));
  }

  /**
   * Returns how far the measured error may be from the true one. Each bin's deviation is taken to
   * be normal and independent of the others', so that the mean and variance of the sum of their
   * sizes are known; one mistake that was not seen yet is allowed for.
   */
  private static double spread(int[] places, double[] confidences, boolean[] hits, int bins) {
    double[] squares = new double[bins];
    for (int i = 0; i < hits.length; i++) {
      double off = (hits[i] ? 1 : 0) - confidences[i];
      squares[places[i]] += off * off;
    }
    double deviations = Arrays.stream(squares).map(Math::sqrt).sum();
    double variance = Arrays.stream(squares).sum();
    double sum = HALF_NORMAL * deviations + Z * Math.sqrt((1 - 2 / Math.PI) * variance);
    return (sum + UNSEEN) / hits.length;
  }

  private static int[] places(double[] confidences, int bins) {
    int[] places = new int[confidences.length];
    for (int i = 0; i < places.length; i++) {
      if (!(confidences[i] >= 0 && confidences[i] <= 1)) {
        throw new IllegalArgumentException(
            "confidence must be from 0 to 1, received " + confidences[i]);
      }
      places[i] = Math.max(0, (int) Math.ceil(confidences[i] * bins) - 1);
    }
    return places;
  }

  /** Draws outcomes that are right as often as the confidences say. */
  private static double perfect(
      int[] places, double[] confidences, int[] all, int bins, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] drawn = new boolean[all.length];
    double sum = 0;
    for (int repeat = 0; repeat < RESAMPLES; repeat++) {
      for (int i : all) {
        drawn[i] = random.nextDouble() < confidences[i];
      }
      sum += Sums.of(places, confidences, drawn, all, bins).error();
    }
    return sum / RESAMPLES;
  }

  /** What the bins hold together. */
  private record Sums(int[] counts, double[] confidence, int[] right, int examples) {

    static Sums of(int[] places, double[] confidences, boolean[] hits, int[] chosen, int bins) {
      Sums sums = new Sums(new int[bins], new double[bins], new int[bins], chosen.length);
      for (int i : chosen) {
        sums.counts[places[i]]++;
        sums.confidence[places[i]] += confidences[i];
        sums.right[places[i]] += hits[i] ? 1 : 0;
      }
      return sums;
    }

    double error() {
      double distance = 0;
      for (int bin = 0; bin < counts.length; bin++) {
        distance += Math.abs(right[bin] - confidence[bin]);
      }
      return distance / examples;
    }

    List<Bin> bins() {
      List<Bin> bins = new ArrayList<>();
      double width = 1.0 / counts.length;
      for (int bin = 0; bin < counts.length; bin++) {
        bins.add(
            new Bin(
                bin * width,
                bin == counts.length - 1 ? 1 : (bin + 1) * width,
                counts[bin],
                confidence[bin] / counts[bin],
                (double) right[bin] / counts[bin]));
      }
      return bins;
    }
  }
}
