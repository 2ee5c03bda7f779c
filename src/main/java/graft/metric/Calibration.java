package graft.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Says how far a classifier's confidence, the probability of its prediction, is from how often it
 * is right: examples are put into bins of equal width by confidence.
 *
 * <p>The error of few examples is too large: even where confidence is exactly right, chance moves
 * each bin's accuracy away from it. {@code ofPerfect} says how much of the error that explains. The
 * interval comes from resampling, which adds chance once more, so that it lies rather high.
 *
 * @param bins in order of confidence, empty ones included
 * @param error expected calibration error: the mean distance of accuracy and mean confidence over
 *     the bins, weighted by their examples; with a bootstrap interval
 * @param ofPerfect the error that is to be expected on as many examples of the same confidences
 *     from a perfectly calibrated classifier
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. (2017)</a>
 */
public record Calibration(List<Bin> bins, Interval error, double ofPerfect) {

  /** How many bins are usual. */
  public static final int BINS = 15;

  private static final int RESAMPLES = 1000;

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
   * @param seed equal seeds give equal intervals
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
    Interval error =
        Intervals.bootstrap(
            hits.length,
            chosen -> Sums.of(places, confidences, hits, chosen, bins).error(),
            RESAMPLES,
            seed);
    int[] all = IntStream.range(0, hits.length).toArray();
    List<Bin> measured = Sums.of(places, confidences, hits, all, bins).bins();
    return new Calibration(measured, error, perfect(places, confidences, all, bins, seed));
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
