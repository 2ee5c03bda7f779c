package graft.data.leaf;

import java.util.ArrayList;
import java.util.List;

/** Makes dense paths from few points. */
final class Curve {

  private static final int STEPS = 12; // pieces between two given points

  private Curve() {}

  /** Returns points from a flat list of x and y. */
  static List<Point> points(double... coordinates) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new Point(coordinates[i], coordinates[i + 1]));
    }
    return points;
  }

  /** Returns a Catmull-Rom spline: a smooth path through all the points. */
  static List<Point> smooth(List<Point> points) {
    List<Point> path = new ArrayList<>();
    int last = points.size() - 1;
    for (int i = 0; i < last; i++) {
      Point before = points.get(Math.max(0, i - 1));
      Point after = points.get(Math.min(last, i + 2));
      for (int step = 0; step < STEPS; step++) {
        path.add(spline(before, points.get(i), points.get(i + 1), after, (double) step / STEPS));
      }
    }
    path.add(points.get(last));
    return path;
  }

  /** Returns a path with a corner at each point; between them it sags to its left. */
  static List<Point> scalloped(List<Point> points, double sag) {
    List<Point> path = new ArrayList<>();
    int last = points.size() - 1;
    for (int i = 0; i < last; i++) {
      Point from = points.get(i);
      Point to = points.get(i + 1);
      Point along = to.minus(from);
      Point pull = new Point(-along.y(), along.x()).times(sag);
      for (int step = 0; step < STEPS; step++) {
        double share = (double) step / STEPS;
        path.add(from.towards(to, share).plus(pull.times(4 * share * (1 - share))));
      }
    }
    path.add(points.get(last));
    return path;
  }

  /** Returns points at equal steps along a path, its ends included. */
  static List<Point> evenly(List<Point> path, int count) {
    double step = length(path) / (count - 1);
    List<Point> result = new ArrayList<>(List.of(path.get(0)));
    double covered = 0;
    for (int i = 1; i < path.size(); i++) {
      double piece = path.get(i).minus(path.get(i - 1)).length();
      while (result.size() < count - 1 && covered + piece >= result.size() * step) {
        double share = (result.size() * step - covered) / piece;
        result.add(path.get(i - 1).towards(path.get(i), share));
      }
      covered += piece;
    }
    result.add(path.get(path.size() - 1));
    return result;
  }

  private static double length(List<Point> path) {
    double sum = 0;
    for (int i = 1; i < path.size(); i++) {
      sum += path.get(i).minus(path.get(i - 1)).length();
    }
    return sum;
  }

  private static Point spline(Point before, Point from, Point to, Point after, double t) {
    Point out = to.minus(before).times(0.5);
    Point in = after.minus(from).times(0.5);
    double square = t * t;
    double cube = square * t;
    return from.times(2 * cube - 3 * square + 1)
        .plus(out.times(cube - 2 * square + t))
        .plus(to.times(3 * square - 2 * cube))
        .plus(in.times(cube - square));
  }
}
