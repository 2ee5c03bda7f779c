package graft.data;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Pictures of coloured discs before a sky, each drawn from a seed, stored in several ways. */
final class Scenes {

  private Scenes() {}

  /** Returns a scene of 160 x 120. */
  static BufferedImage scene(int seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setPaint(new GradientPaint(0, 0, colour(random), 40, 120, colour(random)));
    pen.fillRect(0, 0, 160, 120);
    for (int i = 0; i < 12; i++) {
      pen.setPaint(colour(random));
      double side = 15 + 40 * random.nextDouble();
      pen.fill(
          new Ellipse2D.Double(160 * random.nextDouble(), 120 * random.nextDouble(), side, side));
    }
    pen.dispose();
    return image;
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }

  static BufferedImage scaled(BufferedImage image, double factor) {
    int width = (int) Math.round(factor * image.getWidth());
    int height = (int) Math.round(factor * image.getHeight());
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = scaled.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return scaled;
  }

  static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /**
   * Returns a JPEG.
   *
   * @param quality 0 to 1
   */
  static byte[] jpeg(BufferedImage image, double quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality((float) quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
