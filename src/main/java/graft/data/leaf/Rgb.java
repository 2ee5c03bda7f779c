package graft.data.leaf;

/** A colour; each share is in [0, 1] where it can be shown. */
record Rgb(double red, double green, double blue) {

  static final Rgb WHITE = new Rgb(1, 1, 1);

  /** Returns the colour that is written 0xRRGGBB. */
  static Rgb of(int code) {
    return new Rgb((code >> 16 & 255) / 255.0, (code >> 8 & 255) / 255.0, (code & 255) / 255.0);
  }

  Rgb towards(Rgb other, double share) {
    return new Rgb(
        red + (other.red - red) * share,
        green + (other.green - green) * share,
        blue + (other.blue - blue) * share);
  }

  Rgb times(double factor) {
    return new Rgb(red * factor, green * factor, blue * factor);
  }

  Rgb times(Rgb filter) {
    return new Rgb(red * filter.red, green * filter.green, blue * filter.blue);
  }

  Rgb plus(double light) {
    return new Rgb(red + light, green + light, blue + light);
  }
}
