package graft.data.leaf;

import java.util.ArrayList;
import java.util.List;

/** Describes how the veins of a blade branch; what lies outside the blade is cut off later. */
sealed interface Venation {

  /** Grows the veins, thick ones first. */
  List<Stroke> grow(LeafRandom random);

  /**
   * One midrib with side veins.
   *
   * @param fewest fewest side veins on each side
   * @param most most side veins on each side
   * @param degrees angle between midrib and side vein
   * @param length of the midrib
   * @param weight how thick the side veins are, 1 for a blade of usual breadth
   */
  record Pinnate(int fewest, int most, double degrees, double length, double weight)
      implements Venation {

    @Override
    public List<Stroke> grow(LeafRandom random) {
      List<Stroke> veins = new ArrayList<>(rib(new Point(0, 0), new Point(0, length), 0.022));
      int pairs = random.between(fewest, most);
      double open = StrictMath.toRadians(degrees + 7 * random.wobble());
      for (int i = 0; i < 2 * pairs; i++) {
        double height = length * (0.05 + 0.85 * (i / 2 + 0.5 * (i % 2) * random.unit()) / pairs);
        double angle = open * (1.1 - 0.35 * height) + 0.08 * random.wobble();
        Point start = new Point(0, height);
        veins.addAll(bowed(start, i % 2 == 0 ? angle : -angle, 0.75, weight));
      }
      return veins;
    }
  }

  /**
   * Several main veins from one place, each with side veins.
   *
   * @param foot where they begin
   * @param tips where the right half's main veins end, and that of the middle
   * @param pairs side veins on each side of a main vein
   */
  record Palmate(Point foot, List<Point> tips, int pairs) implements Venation {

    @Override
    public List<Stroke> grow(LeafRandom random) {
      List<Stroke> veins = new ArrayList<>();
      for (Point tip : tips) {
        branch(veins, tip, random);
        if (tip.x() > 0) {
          branch(veins, tip.mirrored(), random);
        }
      }
      return veins;
    }

    private void branch(List<Stroke> veins, Point tip, LeafRandom random) {
      veins.addAll(rib(foot, tip, tip.x() == 0 ? 0.022 : 0.016));
      Point along = tip.minus(foot);
      double heading = StrictMath.atan2(along.x(), along.y());
      for (int i = 0; i < 2 * pairs; i++) {
        double share = 0.3 + 0.6 * (i / 2 + random.unit() * 0.6) / pairs;
        double open = (i % 2 == 0 ? 0.75 : -0.75) + 0.1 * random.wobble();
        double reach = along.length() * 0.38 * (1.15 - share);
        veins.addAll(bowed(foot.towards(tip, share), heading + open, reach, 1));
      }
    }
  }

  /**
   * Veins that spread from the foot like a fan and fork once.
   *
   * @param count how many leave the foot
   * @param spread angle of the outermost to the middle
   */
  record Fan(int count, double spread) implements Venation {

    @Override
    public List<Stroke> grow(LeafRandom random) {
      List<Stroke> veins = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        double angle = spread * (2.0 * i / (count - 1) - 1) + 0.02 * random.wobble();
        Point fork = new Point(0, random.between(0.3, 0.6)).rotated(-angle);
        veins.addAll(Stroke.path(List.of(new Point(0, 0), fork), 0.009, 0.006));
        for (double turn : new double[] {-0.05, 0.05}) {
          Point end = fork.plus(new Point(0, 0.8).rotated(-angle - turn));
          veins.addAll(Stroke.path(List.of(fork, end), 0.006, 0.004));
        }
      }
      return veins;
    }
  }

  private static List<Stroke> rib(Point from, Point to, double width) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= 8; i++) {
      points.add(from.towards(to, i / 8.0));
    }
    return Stroke.path(points, width, width / 5);
  }

  /** Returns a thin vein that turns towards the tip; the angle is measured from upwards. */
  private static List<Stroke> bowed(Point start, double angle, double length, double weight) {
    List<Point> points = new ArrayList<>(List.of(start));
    for (int i = 1; i <= 4; i++) {
      double heading = angle * (1.06 - 0.05 * i);
      points.add(points.get(i - 1).plus(new Point(0, length / 4).rotated(-heading)));
    }
    return Stroke.path(points, 0.010 * weight, 0.003 * weight);
  }
}
