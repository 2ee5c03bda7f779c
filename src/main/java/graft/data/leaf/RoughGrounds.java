package graft.data.leaf;

import java.util.ArrayList;
import java.util.List;

/** Grounds that consist of many small things. */
final class RoughGrounds {

  private static final int PEBBLES = 13; // on a side

  private RoughGrounds() {}

  static void gravel(Canvas canvas, Season season, LeafRandom random) {
    Rgb tone = Rgb.of(0x8C867C).towards(Rgb.of(0xA98F72), random.unit());
    Rgb gap = tone.times(0.38);
    canvas.fill((x, y) -> gap);
    for (int cell = 0; cell < PEBBLES * PEBBLES; cell++) {
      double x = (cell % PEBBLES + random.between(0.1, 0.9)) / PEBBLES;
      double y = (cell / PEBBLES + random.between(0.1, 0.9)) / PEBBLES;
      Rgb stone =
          tone.times(random.between(0.65, 1.3)).towards(Rgb.of(0xC9C2B4), 0.4 * random.unit());
      pebble(canvas, new Point(x, y), stone, random);
    }
  }

  static void grass(Canvas canvas, Season season, LeafRandom random) {
    Rgb lawn = lawn(season, random);
    ValueNoise noise = new ValueNoise(random);
    canvas.fill((x, y) -> lawn.times(0.5 + 0.18 * noise.cloud(x * 12, y * 12, 3)));
    double wind = random.between(-Math.PI, Math.PI);
    for (int layer = 0; layer < 4; layer++) {
      Coverage blades = new Coverage(canvas.size());
      for (int i = 0; i < 28; i++) {
        blades.add(blade(wind, random));
      }
      Rgb colour = lawn.times(0.68 + 0.17 * layer);
      canvas.paint(blades, (x, y) -> colour.times(1 + 0.15 * noise.at(x * 9, y * 9)));
    }
  }

  private static Rgb lawn(Season season, LeafRandom random) {
    Rgb fresh = Rgb.of(0x6F9A45).towards(Rgb.of(0x8AA052), random.unit());
    return switch (season) {
      case SPRING -> fresh.towards(Rgb.of(0xA4C860), 0.4);
      case SUMMER -> fresh;
      case AUTUMN -> fresh.towards(Rgb.of(0xA38F50), 0.6);
      case WINTER -> fresh.towards(Rgb.of(0x8F8560), 0.8);
    };
  }

  private static List<Stroke> blade(double wind, LeafRandom random) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(random.between(-0.1, 1.1), random.between(-0.1, 1.1)));
    double heading = wind + 0.7 * random.wobble();
    double turn = 0.25 * random.wobble();
    double step = random.between(0.05, 0.09);
    for (int i = 0; i < 4; i++) {
      points.add(points.get(i).plus(new Point(step, 0).rotated(heading + turn * i)));
    }
    return Stroke.path(points, random.between(0.010, 0.020), 0.003);
  }

  /** Paints a rounded stone with a lit and a dark side. */
  private static void pebble(Canvas canvas, Point middle, Rgb stone, LeafRandom random) {
    int size = canvas.size();
    double radius = random.between(0.035, 0.06);
    double flat = random.between(0.7, 1.3);
    int top = (int) Math.max(0, (middle.y() - 1.3 * radius) * size);
    int bottom = (int) Math.min(size, (middle.y() + 1.3 * radius) * size + 1);
    int left = (int) Math.max(0, (middle.x() - 1.3 * radius) * size);
    int right = (int) Math.min(size, (middle.x() + 1.3 * radius) * size + 1);
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        double x = ((column + 0.5) / size - middle.x()) / radius * flat;
        double y = ((row + 0.5) / size - middle.y()) / radius / flat;
        double away = x * x + y * y;
        double share = Math.max(0, Math.min(1, (1 - away) * radius * size / 2));
        int pixel = row * size + column;
        Rgb lit = stone.times(1.1 - 0.28 * (x + y) - 0.35 * away);
        canvas.set(pixel, canvas.get(pixel).towards(lit, share));
      }
    }
  }
}
