package graft.data.leaf;

/**
 * Places a normalised leaf in the picture: bends it, tilts and turns it, scales it.
 *
 * @param centre where its middle comes to lie
 * @param across picture direction and length of the leaf's x axis
 * @param along picture direction and length of the leaf's y axis
 * @param bend how strongly the midrib is curved
 */
record LeafPose(Point centre, Point across, Point along, double bend) {

  /** Draws a pose with the leaf mostly inside the picture. */
  static LeafPose draw(LeafRandom random) {
    double extent = random.between(0.76, 0.96);
    double turn = 0.8 * random.wobble();
    double axis = random.between(0, Math.PI);
    double tilt = random.between(0.85, 1);
    double free = 0.04 + 0.25 * (1 - extent);
    Point centre =
        new Point(0.5 + free * random.between(-1.0, 1.0), 0.5 + free * random.between(-1.0, 1.0));
    Point across = tilted(new Point(extent, 0), axis, tilt).rotated(turn);
    Point along = tilted(new Point(0, -extent), axis, tilt).rotated(turn);
    return new LeafPose(centre, across, along, 0.35 * random.wobble());
  }

  /** Returns a pose beside this one, for a second leaf. */
  LeafPose beside(LeafRandom random) {
    double turn = random.between(-Math.PI, Math.PI);
    double scale = random.between(0.5, 0.9);
    Point away = new Point(random.between(0.35, 0.5), 0).rotated(random.between(-Math.PI, Math.PI));
    return new LeafPose(
        new Point(0.5, 0.5).plus(away),
        across.times(scale).rotated(turn),
        along.times(scale).rotated(turn),
        -bend);
  }

  /** Returns the place in the picture of a place on the leaf. */
  Point place(Point leaf) {
    double x = leaf.x() + bend * leaf.y() * leaf.y();
    return centre.plus(across.times(x)).plus(along.times(leaf.y()));
  }

  /** Returns the place on the leaf of a place in the picture. */
  Point leaf(double x, double y) {
    double right = x - centre.x();
    double down = y - centre.y();
    double area = across.x() * along.y() - along.x() * across.y();
    double height = (across.x() * down - across.y() * right) / area;
    double bent = (along.y() * right - along.x() * down) / area;
    return new Point(bent - bend * height * height, height);
  }

  /** Returns by how much lengths grow from leaf to picture, on average. */
  double scale() {
    return Math.sqrt(Math.abs(across.x() * along.y() - along.x() * across.y()));
  }

  private static Point tilted(Point point, double axis, double tilt) {
    Point turned = point.rotated(axis);
    return new Point(turned.x(), turned.y() * tilt).rotated(-axis);
  }
}
