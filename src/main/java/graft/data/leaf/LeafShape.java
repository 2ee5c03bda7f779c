package graft.data.leaf;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Holds the drawing of one leaf in its own plane: x across, y from base to tip.
 *
 * @param blades outlines of the blade, or of each leaflet
 * @param veins lines inside
 * @param stalk the stalk below, and the axis of a compound leaf
 */
record LeafShape(List<List<Point>> blades, List<Stroke> veins, List<Stroke> stalk) {

  private static final double STALK_SHARE = 0.25; // of a stalk that counts as extent

  /** Returns the shape around the origin with a longer extent of 1. */
  LeafShape normalised() {
    double top = highest(1);
    double bottom = -highest(-1);
    double scale = 1 / Math.max(top - bottom, 2 * widest());
    double middle = (top + bottom) / 2;
    return mapped(point -> new Point(point.x(), point.y() - middle).times(scale), scale);
  }

  /** Returns the shape at another place. */
  LeafShape mapped(UnaryOperator<Point> place, double scale) {
    List<List<Point>> outlines =
        blades.stream().map(blade -> blade.stream().map(place).toList()).toList();
    return new LeafShape(outlines, mapped(veins, place, scale), mapped(stalk, place, scale));
  }

  private static List<Stroke> mapped(
      List<Stroke> strokes, UnaryOperator<Point> place, double scale) {
    return strokes.stream().map(stroke -> stroke.mapped(place, scale)).toList();
  }

  /** Returns how far the leaf reaches up (sign 1) or down (sign -1); a stalk may stick out. */
  private double highest(int sign) {
    double reach = Double.NEGATIVE_INFINITY;
    for (List<Point> outline : blades) {
      for (Point point : outline) {
        reach = Math.max(reach, sign * point.y());
      }
    }
    for (Stroke stroke : stalk) {
      reach = Math.max(reach, sign * stroke.to().y() * STALK_SHARE);
    }
    return reach;
  }

  private double widest() {
    double widest = 0;
    for (List<Point> outline : blades) {
      for (Point point : outline) {
        widest = Math.max(widest, Math.abs(point.x()));
      }
    }
    return widest;
  }
}
