package graft.data.leaf;

/** A place in a plane. */
record Point(double x, double y) {

  Point plus(Point other) {
    return new Point(x + other.x, y + other.y);
  }

  Point minus(Point other) {
    return new Point(x - other.x, y - other.y);
  }

  Point times(double factor) {
    return new Point(x * factor, y * factor);
  }

  Point mirrored() {
    return new Point(-x, y);
  }

  Point rotated(double radians) {
    double cosine = StrictMath.cos(radians);
    double sine = StrictMath.sin(radians);
    return new Point(x * cosine - y * sine, x * sine + y * cosine);
  }

  double length() {
    return Math.sqrt(x * x + y * y);
  }

  Point towards(Point other, double share) {
    return plus(other.minus(this).times(share));
  }
}
