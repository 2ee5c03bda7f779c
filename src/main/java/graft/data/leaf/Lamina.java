package graft.data.leaf;

/** Paints the blade of a leaf: colours, veins, relief in the light. */
final class Lamina {

  private static final double GROOVE = 0.007; // depth of the veins
  private static final double WAVE = 0.016; // height of the blade's bumps

  private final Leaf leaf;
  private final Light light;
  private final Coverage soft;
  private final Coverage veins;
  private final Coverage grooves;
  private final int size;

  /**
   * @param soft the leaf with blurred edges
   * @param veins what the veins cover
   */
  Lamina(Leaf leaf, Light light, Coverage soft, Coverage veins) {
    this.leaf = leaf;
    this.light = light;
    this.soft = soft;
    this.veins = veins;
    grooves = veins.blurred(0.012);
    size = soft.size();
  }

  void paint(Canvas canvas, Coverage blade) {
    float[] heights = heights(blade);
    for (int pixel = 0; pixel < heights.length; pixel++) {
      float share = blade.at(pixel);
      if (share > 0) {
        Rgb shown = lit(colour(pixel), slope(heights, pixel));
        canvas.set(pixel, canvas.get(pixel).towards(shown, share));
      }
    }
  }

  /** Returns how high each point lies above the ground, in units of the side. */
  private float[] heights(Coverage blade) {
    float[] heights = new float[size * size];
    for (int pixel = 0; pixel < heights.length; pixel++) {
      if (soft.at(pixel) > 0) {
        Point place = place(pixel);
        double side = Math.sqrt(place.x() * place.x() + 0.0004);
        double wave = leaf.noise().at(place.x() * 5, place.y() * 5 + 40);
        double height = leaf.fold() * side * leaf.pose().scale() + WAVE * wave;
        heights[pixel] = (float) (height - GROOVE * grooves.at(pixel));
      }
    }
    return heights;
  }

  private Point place(int pixel) {
    return leaf.pose().leaf((pixel % size + 0.5) / size, (pixel / size + 0.5) / size);
  }

  private Rgb colour(int pixel) {
    Point place = place(pixel);
    LeafColours colours = leaf.colours();
    double patches = leaf.noise().cloud(place.x() * 6, place.y() * 6, 3);
    double rim = Math.max(0, Math.min(1, 2.2 - 2.2 * soft.at(pixel)));
    double outer = 2.2 * Math.abs(place.x()) + 0.9 * patches + 0.35 * rim;
    Rgb blade = colours.middle().towards(colours.edge(), Math.max(0, Math.min(1, outer)));
    double speck = leaf.noise().at(place.x() * 16, place.y() * 16 + 90) + 0.4 * rim;
    double spotted = Math.max(0, Math.min(0.8, (speck - colours.spotless()) * 5));
    Rgb mottled = blade.towards(colours.spot(), spotted);
    double mesh = 1 + 0.06 * leaf.noise().at(place.x() * 48, place.y() * 48);
    return mottled.times(mesh).towards(colours.vein(), 0.62 * veins.at(pixel));
  }

  /** Returns how steeply the blade rises away from the light. */
  private double slope(float[] heights, int pixel) {
    int column = pixel % size;
    int row = pixel / size;
    double right =
        rise(heights, pixel, Math.min(column + 1, size - 1) - column, -Math.min(1, column));
    double down =
        rise(heights, pixel, size * (Math.min(row + 1, size - 1) - row), -size * Math.min(1, row));
    return -(right * light.from().x() + down * light.from().y());
  }

  private double rise(float[] heights, int pixel, int ahead, int behind) {
    boolean both = soft.at(pixel + ahead) > 0 && soft.at(pixel + behind) > 0;
    return both ? (heights[pixel + ahead] - heights[pixel + behind]) * size / 2.0 : 0;
  }

  private Rgb lit(Rgb colour, double slope) {
    double shade = Math.max(0.45, Math.min(1.5, 1 + light.strength() * slope));
    double gloss = Math.max(0, slope * light.strength() - 0.25);
    return colour.times(shade).towards(Rgb.WHITE, Math.min(0.35, gloss * 0.7));
  }
}
