package graft.data.leaf;

/** Grounds that are a function of the place alone. */
final class SmoothGrounds {

  private SmoothGrounds() {}

  static void paper(Canvas canvas, Season season, LeafRandom random) {
    ValueNoise noise = new ValueNoise(random);
    Rgb sheet = Rgb.of(0xEDE6D6).towards(Rgb.of(0xB9C4CC), random.unit() * random.unit());
    canvas.fill(
        (x, y) ->
            sheet.times(
                1 + 0.03 * noise.cloud(x * 3, y * 3, 2) + 0.035 * noise.at(x * 90, y * 60)));
  }

  static void wood(Canvas canvas, Season season, LeafRandom random) {
    ValueNoise noise = new ValueNoise(random);
    double turn = random.between(-Math.PI, Math.PI);
    double rings = random.between(7, 14);
    Rgb dark = Rgb.of(0x6B4A2F).towards(Rgb.of(0xA07A50), random.unit());
    Rgb light = dark.towards(Rgb.of(0xD9B98A), 0.5);
    Point grain = new Point(1, 0).rotated(turn);
    canvas.fill(
        (x, y) -> {
          double along = x * grain.x() + y * grain.y();
          double across = y * grain.x() - x * grain.y();
          double ring = rings * (across + 0.09 * noise.at(along * 1.5, across * 2.5));
          double fibre = noise.at(along * 6, across * 110);
          double band = ring - Math.floor(ring);
          Rgb plank = light.towards(dark, 0.15 + 0.6 * band * band + 0.2 * fibre);
          return plank.times(1 + 0.05 * noise.at(along * 25, across * 60));
        });
  }

  static void stone(Canvas canvas, Season season, LeafRandom random) {
    ValueNoise noise = new ValueNoise(random);
    Rgb slab =
        Rgb.of(0x8E8C88).towards(Rgb.of(0xB5A48E), random.unit()).times(random.between(0.7, 1.1));
    canvas.fill(
        (x, y) -> {
          double speck =
              (noise.at(x * 70, y * 70) + noise.at(x * 47 + y * 52, x * 52 - y * 47)) / 1.4;
          double shade = 0.16 * noise.cloud(x * 4, y * 4, 3) + 0.09 * speck;
          return slab.times(1 + shade - (speck < -0.6 ? 0.2 : 0));
        });
  }

  static void soil(Canvas canvas, Season season, LeafRandom random) {
    ValueNoise noise = new ValueNoise(random);
    Rgb earth = Rgb.of(0x4A3828).towards(Rgb.of(0x7A6248), random.unit());
    Rgb crumb = earth.towards(Rgb.of(0xB59A78), 0.5);
    canvas.fill(
        (x, y) -> {
          double lumps = noise.cloud(x * 9, y * 9, 3);
          double lit = lumps - noise.at(x * 9 + 0.15, y * 9 + 0.15) * 0.4;
          double grain = noise.at(x * 55, y * 55);
          return earth.times(1 + 0.7 * lit).towards(crumb, grain > 0.55 ? 0.55 : 0);
        });
  }

  /** Lets snow lie in places. */
  static void snow(Canvas canvas, LeafRandom random) {
    ValueNoise noise = new ValueNoise(random);
    double bare = random.between(-0.25, 0.15);
    int size = canvas.size();
    for (int pixel = 0; pixel < size * size; pixel++) {
      double x = (pixel % size + 0.5) / size;
      double y = (pixel / size + 0.5) / size;
      double drift = noise.cloud(x * 5, y * 5, 4) - bare;
      double share = Math.max(0, Math.min(0.92, drift * 5));
      Rgb snow = Rgb.of(0xEDF1F7).times(1 + 0.05 * noise.at(x * 40, y * 40));
      canvas.set(pixel, canvas.get(pixel).towards(snow, share));
    }
  }
}
