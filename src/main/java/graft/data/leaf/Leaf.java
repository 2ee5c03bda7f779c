package graft.data.leaf;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds a leaf that lies in a picture.
 *
 * @param shape its outlines, in units of the picture's side
 * @param pose how it lies
 * @param colours its colours
 * @param holes what insects have eaten
 * @param fold slope of its halves towards the midrib
 * @param noise for everything irregular on it
 */
record Leaf(
    LeafShape shape,
    LeafPose pose,
    LeafColours colours,
    List<List<Point>> holes,
    double fold,
    ValueNoise noise) {

  static Leaf draw(Species species, LeafPose pose, Season season, LeafRandom random) {
    LeafShape shape = species.grow(random.fork()).mapped(pose::place, pose.scale());
    LeafColours colours = season.colours(random.fork());
    List<List<Point>> holes = holes(pose, random.fork());
    return new Leaf(
        shape, pose, colours, holes, random.between(-0.35, 0.5), new ValueNoise(random));
  }

  private static List<List<Point>> holes(LeafPose pose, LeafRandom random) {
    List<List<Point>> holes = new ArrayList<>();
    int count = random.chance(0.35) ? random.between(1, 3) : 0;
    for (int i = 0; i < count; i++) {
      Point middle = new Point(random.between(-0.25, 0.25), random.between(-0.4, 0.4));
      holes.add(
          hole(middle, random.between(0.01, 0.035), random).stream().map(pose::place).toList());
    }
    return holes;
  }

  private static List<Point> hole(Point middle, double radius, LeafRandom random) {
    List<Point> edge = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double reach = radius * random.between(0.7, 1.3);
      edge.add(middle.plus(new Point(reach, 0).rotated(i * 2 * Math.PI / 9)));
    }
    return edge;
  }
}
