package graft.data.leaf;

/** Holds the colours of a square picture while it is painted. */
final class Canvas {

  private final int size;
  private final float[] colours; // [size, size, 3]

  Canvas(int size) {
    this.size = size;
    colours = new float[3 * size * size];
  }

  int size() {
    return size;
  }

  /** Paints every pixel; the pigment is asked at the pixel's centre, in units of the side. */
  void fill(Pigment pigment) {
    for (int pixel = 0; pixel < size * size; pixel++) {
      set(pixel, pigment.at((pixel % size + 0.5) / size, (pixel / size + 0.5) / size));
    }
  }

  /** Paints over what is covered. */
  void paint(Coverage coverage, Pigment pigment) {
    for (int pixel = 0; pixel < size * size; pixel++) {
      float share = coverage.at(pixel);
      if (share > 0) {
        Rgb colour = pigment.at((pixel % size + 0.5) / size, (pixel / size + 0.5) / size);
        set(pixel, get(pixel).towards(colour, share));
      }
    }
  }

  Rgb get(int pixel) {
    return new Rgb(colours[3 * pixel], colours[3 * pixel + 1], colours[3 * pixel + 2]);
  }

  void set(int pixel, Rgb colour) {
    colours[3 * pixel] = (float) colour.red();
    colours[3 * pixel + 1] = (float) colour.green();
    colours[3 * pixel + 2] = (float) colour.blue();
  }

  /** Returns 8-bit RGB, interleaved, rows from the top. */
  byte[] bytes() {
    byte[] bytes = new byte[colours.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(colours[i] * 255)));
    }
    return bytes;
  }

  /** Gives the colour at a place. */
  @FunctionalInterface
  interface Pigment {

    Rgb at(double x, double y);
  }
}
