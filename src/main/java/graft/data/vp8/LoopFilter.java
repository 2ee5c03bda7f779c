package graft.data.vp8;

/** Smooths the edges between blocks (RFC 6386, section 15). */
final class LoopFilter {

  private final FrameHeader.FilterHeader header;
  private final Plane[] planes; // luma, and two of chroma

  LoopFilter(FrameHeader.FilterHeader header, Plane... planes) {
    this.header = header;
    this.planes = planes;
  }

  /** Holds how much may differ over an edge, and within its sides, for it to be smoothed. */
  private record Limits(int edge, int interior, int highVariance) {}

  /**
   * Smooths the left and upper edge of a macroblock and the edges in it.
   *
   * @param level of its segment
   * @param bySubblock whether its luma is predicted subblock by subblock
   * @param hasResiduals whether anything was added to its prediction
   */
  void macroblock(int column, int row, int level, boolean bySubblock, boolean hasResiduals) {
    int sum = level + header.intraDelta() + (bySubblock ? header.subblockDelta() : 0);
    int strength = Math.max(0, Math.min(63, sum));
    if (strength == 0) {
      return;
    }
    Limits limits = limits(strength);
    boolean inner = bySubblock || hasResiduals;
    for (int i = 0; i < (header.simple() ? 1 : planes.length); i++) {
      int side = i == 0 ? 16 : 8;
      plane(planes[i], column * side, row * side, side, limits, inner);
    }
  }

  private Limits limits(int strength) {
    int interior = strength;
    if (header.sharpness() > 0) {
      interior = Math.min(interior >> (header.sharpness() > 4 ? 2 : 1), 9 - header.sharpness());
    }
    interior = Math.max(1, interior);
    int highVariance = strength >= 40 ? 2 : strength >= 15 ? 1 : 0;
    return new Limits(2 * strength + interior, interior, highVariance);
  }

  private void plane(Plane plane, int x, int y, int side, Limits limits, boolean inner) {
    Limits outer = new Limits(limits.edge() + 4, limits.interior(), limits.highVariance());
    int at = plane.at(x, y);
    if (x > 0) {
      edge(plane.samples, at, 1, plane.stride, side, outer, true);
    }
    for (int i = 4; inner && i < side; i += 4) {
      edge(plane.samples, at + i, 1, plane.stride, side, limits, false);
    }
    if (y > 0) {
      edge(plane.samples, at, plane.stride, 1, side, outer, true);
    }
    for (int i = 4; inner && i < side; i += 4) {
      edge(plane.samples, at + i * plane.stride, plane.stride, 1, side, limits, false);
    }
  }

  /**
   * Smooths one edge.
   *
   * @param at the first sample after the edge
   * @param across the step from one side to the other
   * @param along the step to the edge's next sample
   */
  private void edge(
      byte[] s, int at, int across, int along, int length, Limits limits, boolean outer) {
    for (int i = 0, q = at; i < length; i++, q += along) {
      if (!isEdge(s, q, across, limits.edge())) {
        continue;
      }
      if (header.simple()) {
        two(s, q, across);
      } else if (isSmooth(s, q, across, limits.interior())) {
        normal(s, q, across, limits.highVariance(), outer);
      }
    }
  }

  private static void normal(byte[] s, int q, int step, int highVariance, boolean outer) {
    if (difference(s, q - 2 * step, q - step) > highVariance
        || difference(s, q + step, q) > highVariance) {
      two(s, q, step);
    } else if (outer) {
      six(s, q, step);
    } else {
      four(s, q, step);
    }
  }

  private static boolean isEdge(byte[] s, int q, int step, int limit) {
    return 4 * difference(s, q - step, q) + difference(s, q - 2 * step, q + step) <= 2 * limit + 1;
  }

  private static boolean isSmooth(byte[] s, int q, int step, int limit) {
    return difference(s, q - 4 * step, q - 3 * step) <= limit
        && difference(s, q - 3 * step, q - 2 * step) <= limit
        && difference(s, q - 2 * step, q - step) <= limit
        && difference(s, q + 3 * step, q + 2 * step) <= limit
        && difference(s, q + 2 * step, q + step) <= limit
        && difference(s, q + step, q) <= limit;
  }

  /** Changes one sample on each side. */
  private static void two(byte[] s, int q, int step) {
    int a = 3 * signed(s, q, q - step) + clamp(signed(s, q - 2 * step, q + step), 128);
    add(s, q - step, clamp((a + 3) >> 3, 16));
    add(s, q, -clamp((a + 4) >> 3, 16));
  }

  /** Changes two samples on each side. */
  private static void four(byte[] s, int q, int step) {
    int a = 3 * signed(s, q, q - step);
    int after = clamp((a + 4) >> 3, 16);
    int further = (after + 1) >> 1;
    add(s, q - 2 * step, further);
    add(s, q - step, clamp((a + 3) >> 3, 16));
    add(s, q, -after);
    add(s, q + step, -further);
  }

  /** Changes three samples on each side. */
  private static void six(byte[] s, int q, int step) {
    int sum = 3 * signed(s, q, q - step) + clamp(signed(s, q - 2 * step, q + step), 128);
    int a = clamp(sum, 128);
    for (int i = 0; i < 3; i++) {
      int change = (9 * (3 - i) * a + 63) >> 7;
      add(s, q - (i + 1) * step, change);
      add(s, q + i * step, -change);
    }
  }

  private static int signed(byte[] s, int first, int second) {
    return (s[first] & 0xff) - (s[second] & 0xff);
  }

  private static int difference(byte[] s, int first, int second) {
    return Math.abs(signed(s, first, second));
  }

  /** Clamps to at least {@code -bound} and less than {@code bound}. */
  private static int clamp(int value, int bound) {
    return Math.max(-bound, Math.min(bound - 1, value));
  }

  private static void add(byte[] s, int index, int change) {
    s[index] = Plane.clip((s[index] & 0xff) + change);
  }
}
