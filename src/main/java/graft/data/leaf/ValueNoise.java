package graft.data.leaf;

/** Smooth random numbers over the plane: values on a unit lattice, blended between. */
final class ValueNoise {

  private final int seed;

  ValueNoise(LeafRandom random) {
    seed = (int) random.bits();
  }

  /** Returns a number in [-1, 1] that changes over about one unit. */
  double at(double x, double y) {
    double column = Math.floor(x);
    double row = Math.floor(y);
    int i = (int) column;
    int j = (int) row;
    double u = ease(x - column);
    double v = ease(y - row);
    double top = lattice(i, j) * (1 - u) + lattice(i + 1, j) * u;
    double bottom = lattice(i, j + 1) * (1 - u) + lattice(i + 1, j + 1) * u;
    return top * (1 - v) + bottom * v;
  }

  /** Returns a number in [-1, 1]: coarse noise and ever finer noise of half the strength. */
  double cloud(double x, double y, int octaves) {
    double sum = 0;
    double weight = 0.5;
    double scale = 1;
    for (int octave = 0; octave < octaves; octave++) {
      sum += weight * at(x * scale + 17 * octave, y * scale);
      weight /= 2;
      scale *= 2;
    }
    return sum;
  }

  /** Returns an unblended number in [-1, 1] for a cell. */
  double lattice(int i, int j) {
    int hash = seed + i * 0x165667B1 + j * 0x27D4EB2F;
    hash = (hash ^ (hash >>> 15)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return (hash ^ (hash >>> 16)) * 0x1p-31;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
