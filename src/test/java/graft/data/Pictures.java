package graft.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Finds the pictures among the test resources and reads the expected ones without our decoder. */
final class Pictures {

  private static final Path RESOURCES = Path.of("test", "resources", "graft", "data");

  private Pictures() {}

  /** Returns the names of all pictures that {@code make_pictures.py} made. */
  static List<String> ofEveryKind() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("pictures"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".rgb.png") && !name.endsWith(".py"))
          .sorted()
          .toList();
    }
  }

  static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(RESOURCES.resolve("pictures").resolve(name));
  }

  /** Returns what Pillow reads from one of these pictures. */
  static RgbImage asPillowReads(String name) throws IOException {
    return plain(RESOURCES.resolve("pictures").resolve(name + ".rgb.png"));
  }

  static Path preprocessing(String name) {
    return RESOURCES.resolve("preprocessing").resolve(name);
  }

  static Path photographs(String name) {
    return RESOURCES.resolve("photographs").resolve(name);
  }

  /** Reads an 8-bit RGB PNG file. */
  static RgbImage plain(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      BufferedImage image = ImageIO.read(in);
      byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
      for (int i = 0; i < rgb.length; i += 3) {
        int pixel = i / 3;
        int value = image.getRGB(pixel % image.getWidth(), pixel / image.getWidth());
        rgb[i] = (byte) (value >> 16);
        rgb[i + 1] = (byte) (value >> 8);
        rgb[i + 2] = (byte) value;
      }
      return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }
  }

  /** Returns the mean and the largest difference of two pictures, in 8-bit levels. */
  static double[] difference(RgbImage first, RgbImage second) {
    if (first.width() != second.width() || first.height() != second.height()) {
      throw new AssertionError(
          "%d x %d is not %d x %d"
              .formatted(first.width(), first.height(), second.width(), second.height()));
    }
    double sum = 0;
    int largest = 0;
    for (int i = 0; i < first.rgb().length; i++) {
      int difference = Math.abs((first.rgb()[i] & 0xff) - (second.rgb()[i] & 0xff));
      sum += difference;
      largest = Math.max(largest, difference);
    }
    return new double[] {sum / first.rgb().length, largest};
  }
}
