package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with Pillow, whose results {@code make_pictures.py} stored. */
class ImageDecoderTest {

  static List<String> everyKind() throws IOException {
    return Pictures.ofEveryKind();
  }

  /** Decoders of JPEG may round otherwise. */
  private static int tolerance(String name) {
    return name.endsWith(".jpg") ? 1 : 0;
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everyKindIsReadAsPillowReadsIt(String name) throws IOException {
    RgbImage decoded = ImageDecoder.decode(Pictures.bytes(name));

    double[] difference = Pictures.difference(decoded, Pictures.asPillowReads(name));
    assertThat(difference[1]).isLessThanOrEqualTo(tolerance(name));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void theHeaderHasTheSizeAsStored(String name) throws IOException {
    RgbImage upright = Pictures.asPillowReads(name);

    ImageHeader header = ImageDecoder.inspect(new ByteArrayInputStream(Pictures.bytes(name)));

    assertThat(List.of(header.width(), header.height()))
        .containsExactlyInAnyOrder(upright.width(), upright.height());
    assertThat(header.format()).matches("JPEG|PNG|GIF|BMP|WebP");
  }

  @Test
  void turnedPicturesHaveTheirStoredSizeInTheHeader() throws IOException {
    ImageHeader header =
        ImageDecoder.inspect(new ByteArrayInputStream(Pictures.bytes("orientation-6.jpg")));

    assertThat(header).isEqualTo(new ImageHeader("JPEG", 40, 24));
    assertThat(ImageDecoder.decode(Pictures.bytes("orientation-6.jpg")).width()).isEqualTo(24);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "gif"})
  void greyKeepsItsValue(String format) throws IOException {
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setPixels(0, 0, 16, 16, filled(256, 128));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(ImageIO.write(grey, format, file)).isTrue();

    assertThat(ImageDecoder.decode(file.toByteArray()).rgb()).containsOnly((byte) 128);
  }

  private static int[] filled(int length, int value) {
    int[] values = new int[length];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void interlacedPngIsRead() throws IOException {
    RgbImage expected = Pictures.asPillowReads("rgb.png");

    RgbImage decoded = ImageDecoder.decode(interlaced(Pictures.bytes("rgb.png")));

    assertThat(Pictures.difference(decoded, expected)).containsExactly(0, 0);
  }

  private static byte[] interlaced(byte[] png) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam options = writer.getDefaultWriteParam();
    options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      writer.write(null, new IIOImage(image, null, null), options);
    }
    return file.toByteArray();
  }

  @Test
  void theHeaderIsReadBeforeThePixels() throws IOException {
    byte[] file = Pictures.bytes("baseline.jpg");
    byte[] headerOnly = Arrays.copyOf(file, file.length * 9 / 10);

    assertThat(ImageDecoder.inspect(new ByteArrayInputStream(headerOnly)))
        .isEqualTo(new ImageHeader("JPEG", 45, 31));
  }

  @Test
  void longMetadataBeforeTheHeaderIsSkipped() throws IOException {
    byte[] file = Pictures.bytes("baseline.jpg");
    ByteArrayOutputStream grown = new ByteArrayOutputStream();
    grown.write(file, 0, 2);
    for (int i = 0; i < 20; i++) {
      grown.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe2, (byte) 0xff, (byte) 0xff});
      grown.writeBytes(new byte[0xffff - 2]);
    }
    grown.write(file, 2, file.length - 2);

    assertThat(ImageDecoder.decode(grown.toByteArray()).rgb())
        .isEqualTo(ImageDecoder.decode(file).rgb());
  }

  @Test
  void aJpegMayBeFollowedByOtherData() throws IOException {
    byte[] file = Pictures.bytes("progressive.jpg");

    byte[] followed = Arrays.copyOf(file, file.length + 5000);

    assertThat(ImageDecoder.decode(followed).rgb()).isEqualTo(ImageDecoder.decode(file).rgb());
  }

  /** Notebook kernels load extensions with a class loader that ImageIO does not ask. */
  @ParameterizedTest
  @ValueSource(strings = {"lossless.webp", "cmyk.jpg"})
  void decodersAreFoundWhateverTheContextClassLoaderSees(String name) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      RgbImage decoded = ImageDecoder.decode(Pictures.bytes(name));

      assertThat(Pictures.difference(decoded, Pictures.asPillowReads(name))).containsExactly(0, 0);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @ParameterizedTest
  @MethodSource("photographs")
  void photographsHaveTheMeansThatPillowReads(String line) throws IOException {
    String[] cells = line.split(",");
    Path file = Path.of(System.getProperty("graft.shared", ""), "data", "flowers", cells[0]);
    assumeTrue(Files.isReadable(file), "the photographs are not at " + file.getParent());

    RgbImage photograph = ImageDecoder.decode(Files.readAllBytes(file));

    for (int channel = 0; channel < 3; channel++) {
      double expected = Double.parseDouble(cells[1 + channel]);
      assertThat(mean(photograph, channel)).isCloseTo(expected, within(0.01));
    }
  }

  static List<String> photographs() throws IOException {
    return Files.readAllLines(Pictures.photographs("means.csv"));
  }

  private static double mean(RgbImage image, int channel) {
    double sum = 0;
    for (int i = channel; i < image.rgb().length; i += 3) {
      sum += image.rgb()[i] & 0xff;
    }
    return sum / (image.width() * image.height());
  }

  @Test
  void theStreamIsLeftOpen() throws IOException {
    boolean[] closed = {false};
    InputStream in =
        new ByteArrayInputStream(Pictures.bytes("rgb.png")) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    ImageDecoder.inspect(in);

    assertThat(closed[0]).isFalse();
  }
}
