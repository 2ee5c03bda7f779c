package graft.data.leaf;

/**
 * Describes how the scene is lit.
 *
 * @param from unit direction in the picture from which light comes
 * @param strength how strongly slopes are modelled
 * @param tint colour of the light
 * @param softness radius of shadow edges
 * @param height how far shadows fall
 */
record Light(Point from, double strength, Rgb tint, double softness, double height) {

  static Light draw(LeafRandom random) {
    Point from = new Point(1, 0).rotated(random.between(-Math.PI, Math.PI));
    double warmth = random.between(-0.06, 0.06);
    double exposure = random.between(0.82, 1.12);
    Rgb tint = new Rgb(1 + warmth, 1, 1 - warmth).times(exposure);
    double softness = random.between(0.01, 0.04);
    return new Light(from, random.between(0.5, 1), tint, softness, random.between(0.01, 0.045));
  }
}
