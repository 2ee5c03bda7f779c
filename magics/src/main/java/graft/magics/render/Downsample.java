package graft.magics.render;

import graft.magics.render.Chart.Point;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Thins out long series, so that the size of an output has a limit. */
final class Downsample {

  /** The most points of a series that are drawn. */
  static final int LIMIT = 500;

  private Downsample() {}

  /** Keeps the lowest and the highest point of each stretch, so that spikes stay. */
  static List<Point> thin(List<Point> points) {
    return places(points).mapToObj(points::get).toList();
  }

  /** Returns the places of the points that {@link #thin} keeps, in order. */
  static IntStream places(List<Point> points) {
    if (points.size() <= LIMIT) {
      return IntStream.range(0, points.size());
    }
    int stretches = (LIMIT - 2) / 2;
    int inner = points.size() - 2;
    IntStream between =
        IntStream.range(0, stretches)
            .flatMap(
                i ->
                    extremes(
                        points,
                        1 + (int) ((long) i * inner / stretches),
                        1 + (int) ((long) (i + 1) * inner / stretches)));
    IntStream ends = IntStream.of(points.size() - 1);
    return IntStream.concat(IntStream.concat(IntStream.of(0), between), ends);
  }

  private static IntStream extremes(List<Point> points, int from, int to) {
    Comparator<Integer> byValue = Comparator.comparingDouble(i -> points.get(i).y());
    int lowest = IntStream.range(from, to).boxed().min(byValue).orElseThrow();
    int highest = IntStream.range(from, to).boxed().max(byValue).orElseThrow();
    return IntStream.of(lowest, highest).distinct().sorted();
  }
}
