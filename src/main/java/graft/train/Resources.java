package graft.train;

/**
 * What a run was estimated to take, and took. Numbers that nobody knows are NaN and 0.
 *
 * @param estimatedSeconds from the start of the command to its end, about
 * @param seconds that it took
 * @param estimatedPeakBytes resident memory of the process at its peak
 * @param peakBytes that were measured
 */
public record Resources(
    double estimatedSeconds, double seconds, long estimatedPeakBytes, long peakBytes) {

  /** Stands for: not known. */
  public static final Resources UNKNOWN = new Resources(Double.NaN, Double.NaN, 0, 0);

  /** Returns an estimate. */
  public static Resources estimated(double seconds, long peakBytes) {
    return new Resources(seconds, Double.NaN, peakBytes, 0);
  }

  /** Returns the same with another estimate of the time. */
  Resources expecting(double otherSeconds) {
    return new Resources(otherSeconds, seconds, estimatedPeakBytes, peakBytes);
  }

  /** Returns the same estimate beside what was measured. */
  public Resources measured(double measuredSeconds, long measuredPeakBytes) {
    return new Resources(estimatedSeconds, measuredSeconds, estimatedPeakBytes, measuredPeakBytes);
  }
}
