package graft.train;

import graft.engine.Precision;
import java.util.Locale;

/**
 * What a trial of both precisions measured; what is chosen follows from it.
 *
 * @param f32Seconds of the quickest batch in 32 bits, forward and backward
 * @param bf16Seconds of the quickest batch in 16 bits
 * @param lossDifference largest relative difference of a batch's loss
 * @param normDifference largest relative difference of a batch's gradient norm
 */
public record PrecisionVerdict(
    double f32Seconds, double bf16Seconds, double lossDifference, double normDifference) {

  private static final double LARGEST_LOSS_DIFFERENCE = 0.01;
  private static final double LARGEST_NORM_DIFFERENCE = 0.05;

  /** Less than this is within what times vary by, and not worth rougher numbers. */
  private static final double LEAST_GAIN = 1.1;

  /** Returns 16 bits where both differences are small enough and it is faster. */
  public Precision chosen() {
    return isClose() && isFaster() ? Precision.BF16 : Precision.F32;
  }

  private boolean isClose() {
    return lossDifference < LARGEST_LOSS_DIFFERENCE && normDifference < LARGEST_NORM_DIFFERENCE;
  }

  private boolean isFaster() {
    return bf16Seconds * LEAST_GAIN < f32Seconds;
  }

  /** Returns the choice, and why, with all numbers. */
  public String words() {
    String times =
        "a batch takes %s in bf16 and %s in f32".formatted(words(bf16Seconds), words(f32Seconds));
    String numbers =
        String.format(
            Locale.ROOT,
            "over the first %d batches bf16 differs from f32 by %.2g %% in loss and %.2g %% in"
                + " gradient norm",
            PrecisionTrial.BATCHES,
            100 * lossDifference,
            100 * normDifference);
    return isClose()
        ? "%s, as %s; %s".formatted(chosen().word(), times, numbers)
        : "%s, as %s; %s".formatted(chosen().word(), numbers, times);
  }

  private static String words(double seconds) {
    return seconds < 1
        ? String.format(Locale.ROOT, "%.3g ms", 1000 * seconds)
        : String.format(Locale.ROOT, "%.3g s", seconds);
  }
}
