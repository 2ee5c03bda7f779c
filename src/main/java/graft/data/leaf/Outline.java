package graft.data.leaf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Describes the right half of a leaf blade by a few points from its base at y = 0 to its tip near y
 * = 1.
 *
 * @param points the points; where {@code sag} is not 0 each is a corner
 * @param sag how hollow the edge is between two corners, 0 for a smooth path through the points
 */
record Outline(List<Point> points, double sag) {

  private static final double UNEVENNESS = 0.03;

  static Outline smooth(double... coordinates) {
    return new Outline(Curve.points(coordinates), 0);
  }

  static Outline cornered(double sag, double... coordinates) {
    return new Outline(Curve.points(coordinates), sag);
  }

  /** Grows a whole blade: both sides differ a little, and no two blades are equal. */
  List<Point> grow(Margin margin, LeafRandom random) {
    double breadth = random.between(0.88, 1.14);
    List<Point> blade = new ArrayList<>(side(margin, breadth, random));
    List<Point> left = new ArrayList<>(side(margin, breadth * random.between(0.93, 1.07), random));
    Collections.reverse(left);
    left.forEach(point -> blade.add(point.mirrored()));
    return blade;
  }

  private List<Point> side(Margin margin, double breadth, LeafRandom random) {
    List<Point> varied = new ArrayList<>();
    for (Point point : points) {
      boolean end = varied.isEmpty() || varied.size() == points.size() - 1;
      double free = end ? 0 : UNEVENNESS * Math.min(1, 4 * point.x());
      Point moved = new Point(free * random.wobble(), free * random.wobble());
      varied.add(new Point(point.x() * breadth, point.y()).plus(moved));
    }
    List<Point> path = sag == 0 ? Curve.smooth(varied) : Curve.scalloped(varied, sag);
    return margin.along(path, random);
  }
}
