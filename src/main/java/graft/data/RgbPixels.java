package graft.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;

/**
 * Takes pixels out of decoded pictures. It reads the raster: {@code BufferedImage.getRGB} takes
 * grey for linear light and turns 128 into 188.
 */
final class RgbPixels {

  private RgbPixels() {}

  /**
   * Returns the colours without transparency. Samples of 16 bits lose the lower 8; samples of fewer
   * than 8 are stretched to 0 to 255.
   */
  static RgbImage of(BufferedImage image) throws IOException {
    int bands = image.getRaster().getNumBands();
    byte[] rgb =
        image.getColorModel() instanceof IndexColorModel palette
            ? paletted(image.getRaster(), palette)
            : sampled(image.getRaster(), tables(image.getColorModel(), bands));
    return new RgbImage(image.getWidth(), image.getHeight(), rgb);
  }

  private static byte[] paletted(Raster raster, IndexColorModel palette) {
    byte[][] colours = new byte[3][256];
    palette.getReds(colours[0]);
    palette.getGreens(colours[1]);
    palette.getBlues(colours[2]);
    byte[] rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
    int[] row = new int[raster.getWidth()];
    int to = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, row.length, 1, row);
      for (int index : row) {
        rgb[to++] = colours[0][index];
        rgb[to++] = colours[1][index];
        rgb[to++] = colours[2][index];
      }
    }
    return rgb;
  }

  /** Returns what each value of red, green and blue becomes. */
  private static byte[][] tables(ColorModel model, int bands) throws IOException {
    byte[][] tables = new byte[3][];
    for (int channel = 0; channel < 3; channel++) {
      int bits = model.getComponentSize(bands < 3 ? 0 : channel);
      if (bits < 1 || bits > 16) {
        throw new IOException("samples of " + bits + " bits");
      }
      tables[channel] = table(bits);
    }
    return tables;
  }

  private static byte[] table(int bits) {
    int largest = (1 << bits) - 1;
    byte[] table = new byte[largest + 1];
    for (int value = 0; value <= largest; value++) {
      table[value] = (byte) (bits > 8 ? value >> (bits - 8) : value * 255 / largest);
    }
    return table;
  }

  private static byte[] sampled(Raster raster, byte[][] tables) {
    int bands = raster.getNumBands();
    int second = bands < 3 ? 0 : 1;
    byte[] rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
    int[] row = new int[raster.getWidth() * bands];
    int to = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int from = 0; from < row.length; from += bands) {
        rgb[to++] = tables[0][row[from]];
        rgb[to++] = tables[1][row[from + second]];
        rgb[to++] = tables[2][row[from + 2 * second]];
      }
    }
    return rgb;
  }

  /** Returns a picture on a canvas of one colour; the same picture where it covers the canvas. */
  static RgbImage placed(
      RgbImage picture, int width, int height, int left, int top, int background) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) (background >> 16);
      rgb[i + 1] = (byte) (background >> 8);
      rgb[i + 2] = (byte) background;
    }
    int length = 3 * picture.width();
    for (int y = 0; y < picture.height(); y++) {
      int to = 3 * ((top + y) * width + left);
      System.arraycopy(picture.rgb(), y * length, rgb, to, length);
    }
    return new RgbImage(width, height, rgb);
  }
}
