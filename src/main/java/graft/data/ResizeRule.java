package graft.data;

/** Says how large a picture becomes before it is cropped. */
public sealed interface ResizeRule {

  /** Returns the new width of a picture of this size, in pixels. */
  int width(int width, int height);

  /** Returns the new height of a picture of this size, in pixels. */
  int height(int width, int height);

  /**
   * Scales the shorter side to this length and the longer one alike, rounded down.
   *
   * @param pixels at least 1
   */
  record ShorterSide(int pixels) implements ResizeRule {

    /**
     * @throws IllegalArgumentException if the length is less than 1
     */
    public ShorterSide {
      requirePositive("shorter side", pixels);
    }

    @Override
    public int width(int width, int height) {
      return width <= height ? pixels : longer(width, height);
    }

    @Override
    public int height(int width, int height) {
      return width <= height ? longer(height, width) : pixels;
    }

    private int longer(int longer, int shorter) {
      return (int) Math.min(Integer.MAX_VALUE, (long) pixels * longer / shorter);
    }

    @Override
    public String toString() {
      return "shorter side " + pixels;
    }
  }

  /**
   * Scales to one size, whatever the picture's proportions.
   *
   * @param height at least 1
   * @param width at least 1
   */
  record Exact(int height, int width) implements ResizeRule {

    /**
     * @throws IllegalArgumentException if a length is less than 1
     */
    public Exact {
      requirePositive("height", height);
      requirePositive("width", width);
    }

    @Override
    public int width(int width, int height) {
      return this.width;
    }

    @Override
    public int height(int width, int height) {
      return this.height;
    }

    @Override
    public String toString() {
      return "exact %s x %s".formatted(height, width);
    }
  }

  private static void requirePositive(String name, int pixels) {
    if (pixels < 1) {
      throw new IllegalArgumentException("%s must be >= 1, received %d".formatted(name, pixels));
    }
  }
}
