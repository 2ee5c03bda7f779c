package graft.data.leaf;

/** Paints a scene like a photograph. */
final class Photo {

  private static final double GRAIN = 0.02;
  private static final Rgb SHADOW = new Rgb(0.34, 0.33, 0.38);

  private Photo() {}

  static void paint(Canvas canvas, Scene scene) {
    LeafRandom random = scene.random();
    scene.ground().paint(canvas, scene.season(), random.fork());
    for (Leaf leaf : scene.leaves()) {
      paint(canvas, leaf, scene.light());
    }
    develop(canvas, scene.light(), new ValueNoise(random));
  }

  private static void paint(Canvas canvas, Leaf leaf, Light light) {
    int size = canvas.size();
    Coverage blade = Coverage.of(leaf.shape().blades(), size);
    if (!leaf.holes().isEmpty()) {
      blade.cut(Coverage.of(leaf.holes(), size));
    }
    Coverage stalk = new Coverage(size);
    stalk.add(leaf.shape().stalk());
    Coverage soft = blade.with(stalk).blurred(light.softness());
    shade(canvas, soft, light);
    Rgb stem = leaf.colours().vein().towards(leaf.colours().spot(), 0.3);
    canvas.paint(stalk, (x, y) -> stem);
    Coverage veins = new Coverage(size);
    veins.add(leaf.shape().veins());
    veins.clip(blade);
    new Lamina(leaf, light, soft, veins).paint(canvas, blade);
  }

  private static void shade(Canvas canvas, Coverage soft, Light light) {
    int size = canvas.size();
    int right = (int) Math.round(light.from().x() * light.height() * size);
    int down = (int) Math.round(light.from().y() * light.height() * size);
    for (int pixel = 0; pixel < size * size; pixel++) {
      float dark = soft.at(pixel % size + right, pixel / size + down);
      if (dark > 0) {
        Rgb lit = canvas.get(pixel);
        canvas.set(pixel, lit.towards(lit.times(SHADOW), dark));
      }
    }
  }

  /** Adds what the camera does: colour of the light, darker corners, grain. */
  private static void develop(Canvas canvas, Light light, ValueNoise noise) {
    int size = canvas.size();
    for (int pixel = 0; pixel < size * size; pixel++) {
      int column = pixel % size;
      int row = pixel / size;
      double x = (column + 0.5) / size - 0.5;
      double y = (row + 0.5) / size - 0.5;
      double slant = 0.25 * (x * light.from().x() + y * light.from().y());
      Rgb lit = canvas.get(pixel).times(light.tint()).times(1 + slant - 0.35 * (x * x + y * y));
      canvas.set(pixel, lit.plus(GRAIN * noise.lattice(column, row)));
    }
  }
}
