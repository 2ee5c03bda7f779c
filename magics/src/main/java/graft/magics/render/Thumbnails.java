package graft.magics.render;

import graft.data.RgbImage;
import graft.data.Source;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes small JPEG pictures of examples, in memory and without a display. */
final class Thumbnails {

  /** The most bytes a pixel of the longer side, so that the size of an output has a limit. */
  private static final int BYTES = 38;

  private static final float[] QUALITIES = {
    0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f, 0.3f, 0.2f, 0.1f, 0.05f
  };

  private Thumbnails() {}

  /**
   * Reads a picture and makes it small; nothing where it is gone or cannot be read.
   *
   * @param side the longer side in pixels at most; smaller pictures keep their size
   */
  static Optional<RgbImage> read(Source.Picture picture, int side) {
    try {
      return Optional.of(shrink(picture.reader().read(), side));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns a data URI.
   *
   * @param side the longer side in pixels at most; smaller pictures keep their size
   */
  static String of(RgbImage picture, int side) {
    try {
      return DataUri.jpeg(jpeg(shrink(picture, side), BYTES * side));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a stream in memory does not fail
    }
  }

  /** Averages the area that falls on each pixel, with the pixels at its edges counted in part. */
  static RgbImage shrink(RgbImage image, int side) {
    int longer = Math.max(image.width(), image.height());
    if (longer <= side) {
      return image;
    }
    int width = Math.max(1, Math.round(image.width() * (float) side / longer));
    int height = Math.max(1, Math.round(image.height() * (float) side / longer));
    byte[] rgb = new byte[3 * width * height]; // [height, width, 3]
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double[] mean = mean(image, new Area(image, x, y, width, height));
        for (int channel = 0; channel < 3; channel++) {
          rgb[3 * (y * width + x) + channel] = (byte) Math.round(mean[channel]);
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** The part of a picture that one pixel of the small picture covers, in pixels. */
  private record Area(double left, double right, double top, double bottom) {

    Area(RgbImage image, int x, int y, int width, int height) {
      this(
          (double) x * image.width() / width,
          (x + 1.0) * image.width() / width,
          (double) y * image.height() / height,
          (y + 1.0) * image.height() / height);
    }

    /** Returns how much of a pixel lies inside. */
    double share(int column, int row) {
      double across = Math.min(right, column + 1) - Math.max(left, column);
      double down = Math.min(bottom, row + 1) - Math.max(top, row);
      return Math.max(0, across) * Math.max(0, down);
    }
  }

  private static double[] mean(RgbImage image, Area area) {
    double[] sums = new double[3];
    double weight = 0;
    for (int row = (int) area.top(); row < Math.min(image.height(), area.bottom()); row++) {
      for (int column = (int) area.left();
          column < Math.min(image.width(), area.right());
          column++) {
        double share = area.share(column, row);
        weight += share;
        for (int channel = 0; channel < 3; channel++) {
          sums[channel] +=
              share * (image.rgb()[3 * (row * image.width() + column) + channel] & 0xff);
        }
      }
    }
    return new double[] {sums[0] / weight, sums[1] / weight, sums[2] / weight};
  }

  /** Lowers the quality until the picture is small enough. */
  private static byte[] jpeg(RgbImage image, int limit) throws IOException {
    BufferedImage pixels = pixels(image);
    byte[] bytes = {};
    for (float quality : QUALITIES) {
      bytes = jpeg(pixels, quality);
      if (bytes.length <= limit) {
        return bytes;
      }
    }
    return bytes;
  }

  private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage pixels(RgbImage image) {
    BufferedImage pixels =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = image.rgb();
    for (int i = 0; i < image.width() * image.height(); i++) {
      int colour =
          (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
      pixels.setRGB(i % image.width(), i / image.width(), colour);
    }
    return pixels;
  }
}
