package graft.data.leaf;

/** Draws pictures of leaves. */
public final class LeafArtist {

  private LeafArtist() {}

  /**
   * Draws one picture. The same arguments give the same bytes on every machine; with another size,
   * season or style the same seed shows the same leaf in the same pose.
   *
   * @param species whose leaf
   * @param look how it is shown
   * @param size side in pixels, at least 1
   * @param seed decides everything else: shape, pose, colours, light and ground
   * @return 8-bit RGB, interleaved, rows from the top: [size, size, 3]
   */
  public static byte[] draw(Species species, Look look, int size, long seed) {
    Scene scene = Scene.draw(species, look.season(), seed);
    Canvas canvas = new Canvas(size);
    switch (look.style()) {
      case PHOTO -> Photo.paint(canvas, scene);
      case SKETCH -> Sketch.paint(canvas, scene);
    }
    return canvas.bytes();
  }

  /** Says how leaves are shown. */
  public record Look(Season season, Style style) {}
}
