package graft.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Makes pictures of a few pixels, each with a content of its own. */
final class TinyPictures {

  private TinyPictures() {}

  /** Returns a PNG of 12 x 8 pixels that depends on the seed. */
  static byte[] png(int seed) throws IOException {
    return encoded("png", 12, 8, seed);
  }

  /** Returns a file of noise. */
  static byte[] encoded(String format, int width, int height, int seed) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  /** Writes a file and the folders above it. */
  static Path write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  /** Fills a folder with {@code 0.png}, {@code 1.png} and so on, from one seed upwards. */
  static void fill(Path folder, int count, int seed) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve(i + ".png"), png(seed + i));
    }
  }

  /** Makes a file that is slow to read and takes no place on the disk. */
  static void sparse(Path path, long bytes) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs a folder. */
  static Path zip(Path folder, Path zip) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        var files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        out.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return zip;
  }
}
