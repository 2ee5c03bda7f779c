package graft.data.leaf;

import java.util.List;

/**
 * Holds what share of each pixel of a square picture is covered. Places are in units of the
 * picture's side, from the top left; every edge is smoothed.
 */
final class Coverage {

  private static final int RAYS = 4; // horizontal rays that probe a row of pixels

  private final int size;
  private final float[] shares; // [size, size], in [0, 1]

  Coverage(int size) {
    this(size, new float[size * size]);
  }

  private Coverage(int size, float[] shares) {
    this.size = size;
    this.shares = shares;
  }

  /** Returns what polygons cover that run around their inside in the same sense. */
  static Coverage of(List<List<Point>> polygons, int size) {
    float[] turns = new float[size * (size + 2)];
    for (List<Point> polygon : polygons) {
      Point last = polygon.get(polygon.size() - 1);
      for (Point next : polygon) {
        probe(turns, size, last, next);
        last = next;
      }
    }
    return new Coverage(size, summed(turns, size));
  }

  int size() {
    return size;
  }

  float at(int pixel) {
    return shares[pixel];
  }

  /** Returns the share of the pixel at a place, 0 outside the picture. */
  float at(int column, int row) {
    boolean inside = column >= 0 && row >= 0 && column < size && row < size;
    return inside ? shares[row * size + column] : 0;
  }

  /** Adds the strokes, round at their ends. */
  void add(List<Stroke> strokes) {
    for (Stroke stroke : strokes) {
      add(stroke);
    }
  }

  /** Keeps only what another covers too. */
  void clip(Coverage other) {
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= other.shares[i];
    }
  }

  /** Takes away what another covers. */
  void cut(Coverage other) {
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= 1 - other.shares[i];
    }
  }

  /** Returns this with each pixel's share multiplied by a share for its place. */
  Coverage scaled(Tone tone) {
    float[] scaled = shares.clone();
    for (int i = 0; i < scaled.length; i++) {
      if (scaled[i] > 0) {
        scaled[i] *= (float) tone.at((i % size + 0.5) / size, (i / size + 0.5) / size);
      }
    }
    return new Coverage(size, scaled);
  }

  /** Returns this at another place, to whole pixels. */
  Coverage moved(Point by) {
    int right = (int) Math.round(by.x() * size);
    int down = (int) Math.round(by.y() * size);
    float[] moved = new float[shares.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = at(i % size - right, i / size - down);
    }
    return new Coverage(size, moved);
  }

  /** Returns what this or the other covers. */
  Coverage with(Coverage other) {
    float[] both = shares.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] = Math.max(both[i], other.shares[i]);
    }
    return new Coverage(size, both);
  }

  /** Returns this with edges softened over about a radius, in units of the side. */
  Coverage blurred(double radius) {
    int reach = (int) Math.max(1, Math.round(radius * size * 0.7));
    float[] once = transposedMeans(transposedMeans(shares, reach), reach);
    return new Coverage(size, transposedMeans(transposedMeans(once, reach), reach));
  }

  private static void probe(float[] turns, int size, Point from, Point to) {
    if (from.y() > to.y()) {
      probe(turns, size, to, from, -1f / RAYS);
    } else {
      probe(turns, size, from, to, 1f / RAYS);
    }
  }

  private static void probe(float[] turns, int size, Point top, Point bottom, float turn) {
    double rays = (double) size * RAYS;
    double slope = (bottom.x() - top.x()) / (bottom.y() - top.y());
    int end = (int) Math.min(rays, Math.ceil(bottom.y() * rays - 0.5));
    for (int ray = (int) Math.max(0, Math.ceil(top.y() * rays - 0.5)); ray < end; ray++) {
      double x = (top.x() + ((ray + 0.5) / rays - top.y()) * slope) * size;
      double clamped = Math.max(0, Math.min(size, x));
      int column = (int) clamped;
      float beyond = (float) (clamped - column);
      int cell = ray / RAYS * (size + 2) + column;
      turns[cell] += turn * (1 - beyond);
      turns[cell + 1] += turn * beyond;
    }
  }

  private static float[] summed(float[] turns, int size) {
    float[] result = new float[size * size];
    for (int row = 0; row < size; row++) {
      float sum = 0;
      for (int column = 0; column < size; column++) {
        sum += turns[row * (size + 2) + column];
        result[row * size + column] = Math.min(1, Math.abs(sum));
      }
    }
    return result;
  }

  private void add(Stroke stroke) {
    Point from = stroke.from().times(size);
    Point along = stroke.to().times(size).minus(from);
    double square = Math.max(1e-9, along.x() * along.x() + along.y() * along.y());
    double reach = Math.max(stroke.fromWidth(), stroke.toWidth()) * size / 2 + 1;
    int top = clamped(Math.min(from.y(), from.y() + along.y()) - reach);
    int bottom = clamped(Math.max(from.y(), from.y() + along.y()) + reach);
    int left = clamped(Math.min(from.x(), from.x() + along.x()) - reach);
    int right = clamped(Math.max(from.x(), from.x() + along.x()) + reach);
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        double x = column + 0.5 - from.x();
        double y = row + 0.5 - from.y();
        double share = Math.max(0, Math.min(1, (x * along.x() + y * along.y()) / square));
        double away = distance(x - share * along.x(), y - share * along.y());
        double width = (stroke.fromWidth() * (1 - share) + stroke.toWidth() * share) * size;
        int pixel = row * size + column;
        shares[pixel] = Math.max(shares[pixel], lineShare(away, width));
      }
    }
  }

  /** Returns how much of a pixel a line covers; one thinner than a pixel gets fainter instead. */
  private static float lineShare(double away, double width) {
    double shown = Math.max(1, width);
    return (float) (Math.max(0, Math.min(1, shown / 2 + 0.5 - away)) * Math.min(1, width));
  }

  private static double distance(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  private int clamped(double place) {
    return (int) Math.max(0, Math.min(size, place));
  }

  /** Returns the running means over the columns, with rows and columns exchanged. */
  private float[] transposedMeans(float[] values, int reach) {
    float[] result = new float[values.length];
    float scale = 1f / (2 * reach + 1);
    for (int row = 0; row < size; row++) {
      float sum = 0;
      for (int column = -reach; column < size; column++) {
        int entering = column + reach;
        int leaving = column - reach - 1;
        sum += entering < size ? values[row * size + entering] : 0;
        sum -= leaving >= 0 ? values[row * size + leaving] : 0;
        if (column >= 0) {
          result[column * size + row] = sum * scale;
        }
      }
    }
    return result;
  }

  /** Gives a share in [0, 1] for a place. */
  @FunctionalInterface
  interface Tone {

    double at(double x, double y);
  }
}
