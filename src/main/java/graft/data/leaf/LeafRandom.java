package graft.data.leaf;

/**
 * Draws numbers that are the same in every Java version, which the platform's own generators
 * promise only in part.
 *
 * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele et al. (2014), SplitMix64</a>
 */
final class LeafRandom {

  private long state;

  LeafRandom(long seed) {
    state = seed;
  }

  /** Returns 64 random bits. */
  long bits() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Returns a number in [0, 1). */
  double unit() {
    return (bits() >>> 11) * 0x1p-53;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Returns a number around 0, at most 1 away and mostly near: the mean of three even draws. */
  double wobble() {
    return (unit() + unit() + unit()) * 2 / 3 - 1;
  }

  /** Returns a whole number, both ends included. */
  int between(int low, int high) {
    return low + (int) (unit() * (high - low + 1));
  }

  boolean chance(double share) {
    return unit() < share;
  }

  <T> T oneOf(T[] values) {
    return values[between(0, values.length - 1)];
  }

  /** Returns a generator of its own, so that what it is used for does not shift later draws. */
  LeafRandom fork() {
    return new LeafRandom(bits());
  }
}
