package graft.data.leaf;

import java.util.ArrayList;
import java.util.List;

/**
 * Describes the edge of a leaf blade as a pattern along a smooth outline.
 *
 * @param kind the pattern
 * @param fewest fewest repeats on one side of the midrib
 * @param most most repeats
 * @param depth how far it reaches outwards or inwards, in lengths of the blade
 */
record Margin(Kind kind, int fewest, int most, double depth) {

  private static final int SAMPLES = 180;

  /** The patterns. */
  enum Kind {
    /** Gentle waves. */
    WAVES,
    /** Teeth that point to the tip. */
    TEETH,
    /** Large teeth that bear small ones. */
    DOUBLE_TEETH,
    /** Round lobes with narrow bays. */
    LOBES,
    /** Spines with wide, hollow bays. */
    SPINES
  }

  /** Returns one side's edge; the path runs from base to tip with the blade on its left. */
  List<Point> along(List<Point> path, LeafRandom random) {
    List<Point> even = Curve.evenly(path, SAMPLES);
    double repeats = random.between(fewest, most);
    double shift = random.between(-0.15, 0.15);
    double reach = depth * random.between(0.75, 1.25);
    ValueNoise noise = new ValueNoise(random);
    List<Point> result = new ArrayList<>(List.of(even.get(0)));
    for (int i = 1; i < SAMPLES - 1; i++) {
      double place = (double) i / (SAMPLES - 1);
      double irregular = 1 + 0.35 * noise.at(place * repeats, 3);
      double phase = place * repeats + shift + 0.25 * noise.at(place * repeats, 7);
      double calm = Math.min(1, 9 * Math.min(place, 1 - place));
      double out =
          reach * irregular * pattern(phase) + (0.004 + depth / 6) * noise.at(place * 5, 0);
      double kept = Math.max(out * calm, -0.6 * even.get(i).x());
      result.add(even.get(i).plus(outwards(even.get(i - 1), even.get(i + 1)).times(kept)));
    }
    result.add(even.get(SAMPLES - 1));
    return result;
  }

  /** Returns how far the edge lies outside the smooth outline, in units of the depth. */
  private double pattern(double phase) {
    double part = phase - Math.floor(phase);
    double centred = 2 * part - 1;
    return switch (kind) {
      case WAVES -> StrictMath.sin(2 * Math.PI * part);
      case TEETH -> tooth(part);
      case DOUBLE_TEETH -> 0.7 * tooth(part) + 0.35 * tooth(3 * phase - Math.floor(3 * phase));
      case LOBES -> -(centred * centred * centred * centred + centred * centred) / 2;
      case SPINES -> centred * centred * Math.abs(centred) - 0.35;
    };
  }

  private static double tooth(double part) {
    return part < 0.8 ? part / 0.8 - 0.5 : 4.5 - 5 * part;
  }

  private static Point outwards(Point before, Point after) {
    Point along = after.minus(before);
    double length = Math.max(1e-9, along.length());
    return new Point(along.y() / length, -along.x() / length);
  }
}
