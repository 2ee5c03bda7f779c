package graft.data.leaf;

/** What leaves lie on; chosen without regard to the species. */
enum Ground {
  PAPER(SmoothGrounds::paper),
  WOOD(SmoothGrounds::wood),
  STONE(SmoothGrounds::stone),
  SOIL(SmoothGrounds::soil),
  GRAVEL(RoughGrounds::gravel),
  GRASS(RoughGrounds::grass);

  private final Painting painting;

  Ground(Painting painting) {
    this.painting = painting;
  }

  void paint(Canvas canvas, Season season, LeafRandom random) {
    painting.paint(canvas, season, random);
    if (season == Season.WINTER) {
      SmoothGrounds.snow(canvas, random);
    }
  }

  /** Paints a whole canvas. */
  @FunctionalInterface
  private interface Painting {

    void paint(Canvas canvas, Season season, LeafRandom random);
  }
}
