package graft.magics.render;

import graft.magics.render.Chart.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Thins out long series, so that the size of an output has a limit. */
final class Downsample {

  /** The most points of a series that are drawn. */
  static final int LIMIT = 500;

  private Downsample() {}

  /** Keeps the lowest and the highest point of each stretch, so that spikes stay. */
  static List<Point> thin(List<Point> points) {
    if (points.size() <= LIMIT) {
      return points;
    }
    List<Point> kept = new ArrayList<>();
    kept.add(points.get(0));
    int stretches = (LIMIT - 2) / 2;
    int inner = points.size() - 2;
    for (int i = 0; i < stretches; i++) {
      int from = 1 + (int) ((long) i * inner / stretches);
      int to = 1 + (int) ((long) (i + 1) * inner / stretches);
      kept.addAll(extremes(points.subList(from, to)));
    }
    kept.add(points.get(points.size() - 1));
    return kept;
  }

  private static List<Point> extremes(List<Point> stretch) {
    Comparator<Point> byValue = Comparator.comparingDouble(Point::y);
    Point lowest = stretch.stream().min(byValue).orElseThrow();
    Point highest = stretch.stream().max(byValue).orElseThrow();
    return Stream.of(lowest, highest)
        .distinct()
        .sorted(Comparator.comparingDouble(Point::x))
        .toList();
  }
}
