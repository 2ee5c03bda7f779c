package graft.data;

/**
 * Holds a decoded picture: 8-bit RGB, interleaved, rows from the top.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb [height, width, 3]; nobody writes to it after the picture is made
 */
public record RgbImage(int width, int height, byte[] rgb) {

  /**
   * @throws IllegalArgumentException if the array does not fit the size
   */
  public RgbImage {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "picture of %d x %d needs %d bytes, received %d"
              .formatted(width, height, 3L * width * height, rgb.length));
    }
  }
}
