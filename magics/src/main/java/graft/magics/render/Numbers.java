package graft.magics.render;

import graft.metric.Interval;
import graft.train.RateChoice;
import java.util.Locale;

/** Writes numbers the same way on every machine, whatever its locale. */
final class Numbers {

  private Numbers() {}

  /** Formats in the neutral locale. */
  static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }

  /** Writes a measured value: {@code 0.9333}, {@code 1.25e-05}, {@code NaN}, {@code ∞}. */
  static String value(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    if (size >= 1e6 || (size > 0 && size < 1e-3)) {
      return format("%.2e", value);
    }
    return format(size >= 100 ? "%.1f" : "%.4f", value);
  }

  /** Writes a learning rate in three digits as users type it: {@code 0.003}, {@code 1.5e-4}. */
  static String rate(double rate) {
    return Double.isFinite(rate)
        ? RateChoice.text(Double.parseDouble(format("%.2e", rate)))
        : value(rate);
  }

  /** Writes an amount of memory: {@code 850 MB}, {@code 1.2 GB}. */
  static String bytes(long bytes) {
    return bytes < 1_000_000_000 ? format("%.0f MB", bytes / 1e6) : format("%.1f GB", bytes / 1e9);
  }

  /** Writes a value between 0 and 1 in three digits. */
  static String share(double value) {
    return Double.isNaN(value) ? "–" : format("%.3f", value);
  }

  /** Writes a p-value in three digits: {@code 0.125}, {@code < 0.001}. */
  static String probability(double value) {
    return value < 0.001 ? "< 0.001" : format("%.3f", value);
  }

  /** Writes a share as percent: {@code 12.5 %}, {@code < 0.1 %}. */
  static String percent(double share) {
    if (share > 0 && share < 0.0005) {
      return "< 0.1 %";
    }
    return format("%.1f %%", 100 * share);
  }

  /** Writes a count: {@code 2,797,610}. */
  static String count(long count) {
    return format("%,d", count);
  }

  /** Writes a count and its noun: {@code 1 epoch}, {@code 5 epochs}. */
  static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /**
   * Writes {@code 0.911 (95 % interval 0.788 to 0.975)}, or that the examples are too few for one.
   */
  static String interval(Interval interval) {
    return interval.isKnown()
        ? "%s (95 %% interval %s)".formatted(value(interval), range(interval))
        : value(interval) + " (too few examples for a 95 % interval)";
  }

  /** Writes the value in as many digits as tell the bounds apart. */
  static String value(Interval interval) {
    return digits(interval, interval.value(), "");
  }

  /** Writes the lower bound. */
  static String low(Interval interval) {
    return digits(interval, interval.low(), "");
  }

  /** Writes the upper bound. */
  static String high(Interval interval) {
    return digits(interval, interval.high(), "");
  }

  /** Writes the bounds: {@code 0.788 to 0.975}. */
  static String range(Interval interval) {
    return interval.isKnown() ? low(interval) + " to " + high(interval) : "–";
  }

  /** Writes the value of a difference: {@code +0.022}. */
  static String signed(Interval interval) {
    return digits(interval, interval.value(), "+");
  }

  /** Writes the lower bound of a difference. */
  static String signedLow(Interval interval) {
    return digits(interval, interval.low(), "+");
  }

  /** Writes the upper bound of a difference. */
  static String signedHigh(Interval interval) {
    return digits(interval, interval.high(), "+");
  }

  /** Writes the bounds of a difference: {@code -0.044 to +0.089}. */
  static String signedRange(Interval interval) {
    return interval.isKnown() ? signedLow(interval) + " to " + signedHigh(interval) : "–";
  }

  private static String digits(Interval interval, double value, String sign) {
    return Double.isNaN(value) ? "–" : format("%" + sign + "." + interval.digits() + "f", value);
  }

  /** Writes a duration in words: {@code 12.3 s}, {@code 2 min 05 s}, {@code 1 h 02 min}. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (seconds < 60) {
      return format("%.1f s", seconds);
    }
    if (whole < 3600) {
      return format("%d min %02d s", whole / 60, whole % 60);
    }
    return format("%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** Writes a duration as on a clock: {@code 00:41}, {@code 1:02:03}. */
  static String clock(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return format("%02d:%02d", whole / 60, whole % 60);
    }
    return format("%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60);
  }
}
