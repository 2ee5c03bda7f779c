package graft.data.vp8;

/** Predicts blocks from their neighbours above and to the left (RFC 6386, section 12). */
final class Prediction {

  private static final int SUBBLOCK_VERTICAL = 2;

  /**
   * Which neighbours each of a subblock's 16 samples is the mean of, for the modes from {@link
   * #SUBBLOCK_VERTICAL} on. The neighbours are numbered along the edge: 0 and 1 the lowest to the
   * left, 4 the highest, 5 the corner, 6 to 13 above, 14 the last one again. An even number 2n is
   * the mean of n-1, n (twice) and n+1; an odd one 2n+1 is the mean of n and n+1.
   */
  private static final int[][] DIRECTIONS = {
    {12, 14, 16, 18, 12, 14, 16, 18, 12, 14, 16, 18, 12, 14, 16, 18},
    {8, 8, 8, 8, 6, 6, 6, 6, 4, 4, 4, 4, 2, 2, 2, 2},
    {14, 16, 18, 20, 16, 18, 20, 22, 18, 20, 22, 24, 20, 22, 24, 26},
    {10, 12, 14, 16, 8, 10, 12, 14, 6, 8, 10, 12, 4, 6, 8, 10},
    {11, 13, 15, 17, 10, 12, 14, 16, 8, 11, 13, 15, 6, 10, 12, 14},
    {13, 15, 17, 19, 14, 16, 18, 20, 15, 17, 19, 22, 16, 18, 20, 24},
    {9, 10, 12, 14, 7, 8, 9, 10, 5, 6, 7, 8, 3, 4, 5, 6},
    {7, 6, 5, 4, 5, 4, 3, 2, 3, 2, 1, 1, 1, 1, 1, 1}
  };

  private Prediction() {}

  /**
   * Predicts a square block in one of the modes for whole blocks.
   *
   * @param x its first column in the plane
   * @param y its first row in the plane
   * @param side 16 or 8
   */
  static void block(Plane plane, int x, int y, int side, int mode) {
    int at = plane.at(x, y);
    if (mode == Modes.DC) {
      fill(plane, at, side, mean(plane, x, y, side));
      return;
    }
    for (int row = 0; row < side; row++, at += plane.stride) {
      for (int column = 0; column < side; column++) {
        int above = plane.sample(plane.at(x + column, y - 1));
        int left = plane.sample(plane.at(x - 1, y + row));
        int corner = plane.sample(plane.at(x - 1, y - 1));
        plane.samples[at + column] =
            switch (mode) {
              case Modes.VERTICAL -> (byte) above;
              case Modes.HORIZONTAL -> (byte) left;
              default -> Plane.clip(left + above - corner);
            };
      }
    }
  }

  private static void fill(Plane plane, int at, int side, int value) {
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        plane.samples[at + row * plane.stride + column] = (byte) value;
      }
    }
  }

  /** The mean of the neighbours that lie in the picture; 128 where there are none. */
  private static int mean(Plane plane, int x, int y, int side) {
    int sum = 0;
    for (int i = 0; i < side; i++) {
      sum += y > 0 ? plane.sample(plane.at(x + i, y - 1)) : 0;
      sum += x > 0 ? plane.sample(plane.at(x - 1, y + i)) : 0;
    }
    int count = (y > 0 ? side : 0) + (x > 0 ? side : 0);
    return count == 0 ? 128 : (sum + count / 2) / count;
  }

  /**
   * Predicts one subblock of 4 x 4 samples.
   *
   * @param x its first column in the plane
   * @param y its first row in the plane
   * @param aboveRight index of the four samples above it to the right
   */
  static void subblock(Plane plane, int x, int y, int aboveRight, int mode) {
    int[] edge = edge(plane, x, y, aboveRight);
    int at = plane.at(x, y);
    for (int i = 0; i < 16; i++) {
      int index = at + i / 4 * plane.stride + i % 4;
      plane.samples[index] =
          switch (mode) {
            case Modes.DC -> (byte) mean(edge);
            case Modes.TRUE_MOTION -> Plane.clip(edge[4 - i / 4] + edge[6 + i % 4] - edge[5]);
            default -> (byte) mean(edge, DIRECTIONS[mode - SUBBLOCK_VERTICAL][i]);
          };
    }
  }

  private static int[] edge(Plane plane, int x, int y, int aboveRight) {
    int[] edge = new int[15];
    for (int i = 0; i < 4; i++) {
      edge[4 - i] = plane.sample(plane.at(x - 1, y + i));
      edge[6 + i] = plane.sample(plane.at(x + i, y - 1));
      edge[10 + i] = plane.sample(aboveRight + i);
    }
    edge[0] = edge[1];
    edge[5] = plane.sample(plane.at(x - 1, y - 1));
    edge[14] = edge[13];
    return edge;
  }

  private static int mean(int[] edge) {
    int sum = 4;
    for (int i = 1; i <= 4; i++) {
      sum += edge[i] + edge[5 + i];
    }
    return sum >> 3;
  }

  private static int mean(int[] edge, int direction) {
    int n = direction / 2;
    return direction % 2 == 0
        ? (edge[n - 1] + 2 * edge[n] + edge[n + 1] + 2) >> 2
        : (edge[n] + edge[n + 1] + 1) >> 1;
  }
}
