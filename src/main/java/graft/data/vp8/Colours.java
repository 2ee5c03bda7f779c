package graft.data.vp8;

/** Turns luma and chroma of half the size into RGB, chroma interpolated as libwebp does it. */
final class Colours {

  private final Plane luma;
  private final Plane[] chroma;
  private final int width;
  private final int height;

  Colours(Plane luma, Plane u, Plane v, int width, int height) {
    this.luma = luma;
    this.chroma = new Plane[] {u, v};
    this.width = width;
    this.height = height;
  }

  /** Returns [height, width, 3]. */
  byte[] rgb() {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0; x < width; x++, to += 3) {
        int light = (luma.sample(luma.at(x, y)) * 19077) >> 8;
        int u = chroma(chroma[0], x, y);
        int v = chroma(chroma[1], x, y);
        rgb[to] = rounded(light + (v * 26149 >> 8) - 14234);
        rgb[to + 1] = rounded(light - (u * 6419 >> 8) - (v * 13320 >> 8) + 8708);
        rgb[to + 2] = rounded(light + (u * 33050 >> 8) - 17685);
      }
    }
    return rgb;
  }

  /** The nearest sample of chroma counts 9/16, its neighbours on this side 3/16, 3/16 and 1/16. */
  private int chroma(Plane plane, int x, int y) {
    int column = x >> 1;
    int row = y >> 1;
    int nextColumn = neighbour(x, (width + 1) >> 1);
    int nextRow = neighbour(y, (height + 1) >> 1);
    int near = plane.sample(plane.at(column, row));
    int beside = plane.sample(plane.at(nextColumn, row));
    int over = plane.sample(plane.at(column, nextRow));
    int across = plane.sample(plane.at(nextColumn, nextRow));
    int diagonal = (near + 3 * beside + 3 * over + across + 8) >> 3;
    return (diagonal + near) >> 1;
  }

  private static int neighbour(int position, int length) {
    int neighbour = (position >> 1) + ((position & 1) == 0 ? -1 : 1);
    return Math.max(0, Math.min(length - 1, neighbour));
  }

  private static byte rounded(int value) {
    return Plane.clip(value >> 6);
  }
}
