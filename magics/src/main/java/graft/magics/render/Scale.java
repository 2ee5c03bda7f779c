package graft.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Maps values to pixels.
 *
 * @param low the value at pixel {@code from}
 * @param high the value at pixel {@code to}
 * @param step distance of the ticks
 */
record Scale(double low, double high, double step, double from, double to) {

  /** Returns a scale whose ends are ticks and hold all finite values. */
  static Scale nice(DoubleStream values, double from, double to) {
    double[] finite = values.filter(Double::isFinite).toArray();
    double low = DoubleStream.of(finite).min().orElse(0);
    double high = DoubleStream.of(finite).max().orElse(1);
    double margin = high > low ? 0 : Math.max(Math.abs(low) * 0.1, 1e-3);
    double step = step((high - low + 2 * margin) / 4);
    double start = Math.floor((low - margin) / step + 1e-9) * step;
    double end = Math.ceil((high + margin) / step - 1e-9) * step;
    return new Scale(start, end, step, from, to);
  }

  /** Returns a scale for a horizontal axis: its ends are the outermost values. */
  static Scale tight(DoubleStream values, double from, double to) {
    double[] finite = values.filter(Double::isFinite).toArray();
    double low = DoubleStream.of(finite).min().orElse(0);
    double high = DoubleStream.of(finite).max().orElse(0);
    boolean whole = DoubleStream.of(finite).allMatch(value -> value == Math.rint(value));
    double margin = high > low ? 0 : 0.5;
    double step = step((high - low + 2 * margin) / 8);
    return new Scale(low - margin, high + margin, whole ? Math.max(1, step) : step, from, to);
  }

  /** Returns a horizontal scale of logarithms to base 10 whose ends are whole decades. */
  static Scale decades(DoubleStream logarithms, double from, double to) {
    double[] finite = logarithms.filter(Double::isFinite).toArray();
    double low = Math.floor(DoubleStream.of(finite).min().orElse(0) + 1e-9);
    double high = Math.ceil(DoubleStream.of(finite).max().orElse(0) - 1e-9);
    double end = Math.max(high, low + 1);
    return new Scale(low, end, Math.max(1, step((end - low) / 8)), from, to);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Returns the multiples of the step within the scale. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Writes a tick with as many digits as the step needs. */
  String label(double tick) {
    int digits = (int) Math.max(0, Math.min(9, Math.ceil(-Math.log10(step) - 1e-9)));
    return step >= 1e6 || step < 1e-6
        ? Numbers.format("%.1e", tick)
        : Numbers.format("%." + digits + "f", tick);
  }

  /** Returns the smallest of 1, 2 and 5 times a power of ten that is at least {@code raw}. */
  private static double step(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double factor : new double[] {1, 2, 5}) {
      if (raw <= factor * power * (1 + 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
