package graft.data;

/** How pixels between pixels are computed; widened when a picture shrinks, so without aliasing. */
public enum Resampling {
  /** Weighs two neighbours on each axis by their nearness. */
  BILINEAR(1),
  /** Weighs four neighbours on each axis by a cubic with a = -0.5; sharper. */
  BICUBIC(2);

  private final int support;

  Resampling(int support) {
    this.support = support;
  }

  /** Returns the distance from which on pixels have no weight, when nothing is scaled. */
  double support() {
    return support;
  }

  /** Returns the weight of a pixel at a distance. */
  double weight(double distance) {
    double x = Math.abs(distance);
    if (x >= support) {
      return 0;
    }
    return this == BILINEAR ? 1 - x : cubic(x);
  }

  private static double cubic(double x) {
    double a = -0.5;
    return x < 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : (((x - 5) * x + 8) * x - 4) * a;
  }
}
