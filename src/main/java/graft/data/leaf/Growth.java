package graft.data.leaf;

import java.util.ArrayList;
import java.util.List;

/** Grows leaves of one species. */
sealed interface Growth {

  /** Grows a leaf; no two are equal. */
  LeafShape grow(LeafRandom random);

  /**
   * A leaf of one blade.
   *
   * @param stalk length of the stalk in lengths of the blade
   */
  record Simple(Outline outline, Margin margin, Venation venation, double stalk) implements Growth {

    @Override
    public LeafShape grow(LeafRandom random) {
      List<List<Point>> blades = List.of(outline.grow(margin, random));
      List<Stroke> veins = venation.grow(random);
      Point foot = outline.points().get(0);
      return new LeafShape(blades, veins, stem(foot, stalk * random.between(0.8, 1.2), random));
    }
  }

  /**
   * A leaf of many leaflets: pairs along an axis and one at its tip.
   *
   * @param fewest fewest pairs
   * @param most most pairs
   */
  record Compound(Outline leaflet, Margin margin, int fewest, int most) implements Growth {

    @Override
    public LeafShape grow(LeafRandom random) {
      int pairs = random.between(fewest, most);
      List<List<Point>> blades = new ArrayList<>();
      List<Stroke> veins = new ArrayList<>();
      double gap = 0.72 / pairs;
      for (int i = 0; i < pairs; i++) {
        double length = random.between(0.9, 1.1) * (0.38 - 0.10 * Math.abs(i - 1.0) / pairs);
        double open = 1.05 - 0.35 * i / pairs + 0.12 * random.wobble();
        add(blades, veins, new Pose(new Point(0.01, gap * i), -open, length), random);
        add(blades, veins, new Pose(new Point(-0.01, gap * (i + 0.1)), open, length), random);
      }
      add(blades, veins, new Pose(new Point(0, gap * (pairs - 0.5)), 0, 0.38), random);
      List<Stroke> stalk = new ArrayList<>(stem(new Point(0, 0), 0.3, random));
      stalk.addAll(Stroke.path(List.of(new Point(0, 0), new Point(0, 0.70)), 0.018, 0.008));
      return new LeafShape(blades, veins, stalk);
    }

    private void add(List<List<Point>> blades, List<Stroke> veins, Pose pose, LeafRandom random) {
      blades.add(leaflet.grow(margin, random).stream().map(pose::place).toList());
      Venation venation = new Venation.Pinnate(4, 5, 50, 0.95, 1);
      venation.grow(random).forEach(v -> veins.add(v.mapped(pose::place, pose.length() * 1.3)));
    }
  }

  /** Where a leaflet sits, where it points to, and how long it is. */
  record Pose(Point foot, double turn, double length) {

    Point place(Point point) {
      return foot.plus(point.times(length).rotated(turn));
    }
  }

  private static List<Stroke> stem(Point foot, double length, LeafRandom random) {
    List<Point> points = new ArrayList<>();
    double sway = 0.25 * random.wobble();
    for (int i = 0; i <= 6; i++) {
      double share = i / 6.0;
      points.add(foot.plus(new Point(sway * share * share * length, -length * share)));
    }
    return Stroke.path(points, 0.020, 0.028);
  }
}
