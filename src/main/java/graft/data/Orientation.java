package graft.data;

/** Says how a stored picture is turned upright; in the order of the EXIF values 1 to 8. */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  MIRRORED_UPSIDE_DOWN(false, false, true),
  TRANSPOSED(true, false, false),
  TURNED_LEFT(true, false, true),
  TRANSVERSED(true, true, true),
  TURNED_RIGHT(true, true, false);

  /** Turning walks both pictures in squares of this side, so that their rows stay in the cache. */
  private static final int BLOCK = 32;

  private final boolean transposed;
  private final boolean mirroredX;
  private final boolean mirroredY;

  /** Mirroring is meant in the stored picture, after its axes were exchanged. */
  Orientation(boolean transposed, boolean mirroredX, boolean mirroredY) {
    this.transposed = transposed;
    this.mirroredX = mirroredX;
    this.mirroredY = mirroredY;
  }

  /** Returns the orientation of an EXIF value; upright where it is none. */
  static Orientation of(double value) {
    boolean known = value >= 1 && value <= 8 && value == Math.rint(value);
    return known ? values()[(int) value - 1] : UPRIGHT;
  }

  /** Returns the picture upright; the same one where it is already. */
  RgbImage apply(RgbImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int width = transposed ? stored.height() : stored.width();
    int height = transposed ? stored.width() : stored.height();
    byte[] rgb = new byte[stored.rgb().length];
    for (int y = 0; y < height; y += BLOCK) {
      for (int x = 0; x < width; x += BLOCK) {
        copyBlock(
            stored, rgb, width, x, y, Math.min(x + BLOCK, width), Math.min(y + BLOCK, height));
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private void copyBlock(RgbImage in, byte[] out, int width, int x0, int y0, int x1, int y1) {
    byte[] rgb = in.rgb();
    int stepX = 3 * (transposed ? rowStep(in) : columnStep());
    for (int y = y0; y < y1; y++) {
      int from = 3 * source(in, x0, y);
      int to = 3 * (y * width + x0);
      for (int x = x0; x < x1; x++, from += stepX, to += 3) {
        out[to] = rgb[from];
        out[to + 1] = rgb[from + 1];
        out[to + 2] = rgb[from + 2];
      }
    }
  }

  private int columnStep() {
    return mirroredX ? -1 : 1;
  }

  private int rowStep(RgbImage in) {
    return mirroredY ? -in.width() : in.width();
  }

  private int source(RgbImage in, int x, int y) {
    int column = transposed ? y : x;
    int row = transposed ? x : y;
    return (mirroredY ? in.height() - 1 - row : row) * in.width()
        + (mirroredX ? in.width() - 1 - column : column);
  }
}
