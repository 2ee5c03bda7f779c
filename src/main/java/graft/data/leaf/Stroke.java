package graft.data.leaf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A straight piece of a line whose width changes evenly from one end to the other. */
record Stroke(Point from, Point to, double fromWidth, double toWidth) {

  /** Returns the pieces of a path that tapers along its points. */
  static List<Stroke> path(List<Point> points, double fromWidth, double toWidth) {
    List<Stroke> pieces = new ArrayList<>();
    int count = points.size() - 1;
    for (int i = 0; i < count; i++) {
      double start = fromWidth + (toWidth - fromWidth) * i / count;
      double end = fromWidth + (toWidth - fromWidth) * (i + 1) / count;
      pieces.add(new Stroke(points.get(i), points.get(i + 1), start, end));
    }
    return pieces;
  }

  /** Returns the stroke at another place, its widths scaled. */
  Stroke mapped(UnaryOperator<Point> place, double scale) {
    return new Stroke(place.apply(from), place.apply(to), fromWidth * scale, toWidth * scale);
  }
}
