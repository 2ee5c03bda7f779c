package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import graft.data.ImageReadException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageDecoderFaultsTest {

  private static ImageReadException failure(byte[] file) {
    return catchThrowableOfType(ImageReadException.class, () -> ImageDecoder.decode(file));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] cut(String name, double share) throws IOException {
    byte[] file = Pictures.bytes(name);
    return Arrays.copyOf(file, (int) (file.length * share));
  }

  static List<String> everyKind() throws IOException {
    return Pictures.ofEveryKind();
  }

  @Test
  void anEmptyFile() {
    assertThat(failure(new byte[0])).hasMessage("is empty");
    assertThat(failure(new byte[0]).reason()).isEqualTo(Reason.BROKEN);
  }

  @Test
  void aText() {
    byte[] text =
        "Liebe Grüße, this is not a picture\n".repeat(30).getBytes(StandardCharsets.UTF_8);

    assertThat(failure(text)).hasMessage("is not a picture: it begins with text");
    assertThat(failure(ascii("BMW"))).hasMessage("is not a picture: it begins with text");
    assertThat(failure(text).reason()).isEqualTo(Reason.BROKEN);
  }

  @Test
  void otherBytes() {
    assertThat(failure(new byte[] {0, 1, 2, (byte) 0xfe, 4, 5, 6, 7, 8, 9}))
        .hasMessage("is not a picture: it begins with the bytes 00 01 02 fe 04 05 06 07");
  }

  @ParameterizedTest
  @CsvSource({
    "baseline.jpg, is truncated: the end of its JPEG data is missing",
    "progressive.jpg, is truncated: the end of its JPEG data is missing",
    "rgb.png, is truncated: the end of its PNG data is missing",
    "lossless.webp, is truncated: the end of its WebP data is missing",
    "rgb.bmp, is damaged: its BMP data cannot be decoded",
  })
  void aFileThatWasCutOff(String name, String message) throws IOException {
    ImageReadException failure = failure(cut(name, 0.9));

    assertThat(failure).hasMessage(message);
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN);
  }

  @Test
  void aHeaderThatWasCutOff() throws IOException {
    byte[] start = Arrays.copyOf(Pictures.bytes("baseline.jpg"), 100);

    assertThat(failure(start)).hasMessage("is truncated: it ends inside its header");
  }

  @Test
  void aHeaderWithTooManyPixelsIsRefusedBeforeDecoding() throws IOException {
    byte[] bomb = Pictures.bytes("rgb.png");
    ByteBuffer.wrap(bomb).putInt(16, 50_000).putInt(20, 40_000);

    assertThat(failure(bomb))
        .hasMessage(
            "has 50000 x 40000 pixels, more than the 100 million that are decoded; scale it down");
    assertThat(failure(bomb).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aPictureOfNoSize() throws IOException {
    byte[] file = Pictures.bytes("rgb.png");
    ByteBuffer.wrap(file).putInt(16, 0);

    assertThat(failure(file)).hasMessage("has no pixels: its header says 0 x 31");
    assertThat(failure(file).reason()).isEqualTo(Reason.BROKEN);
  }

  @Test
  void aFrameThatIsLargerThanItsAnnouncedPicture() throws IOException {
    byte[] file = Pictures.bytes("lossy-alpha.webp");
    file[24] = 10;

    assertThat(failure(file)).hasMessage("is damaged: its first WebP frame exceeds the picture");
  }

  @Test
  void aJpegWithTwelveBitsASample() throws IOException {
    byte[] file = Pictures.bytes("baseline.jpg");
    file[frame(file) + 4] = 12;

    assertThat(failure(file))
        .hasMessage(
            "is a JPEG with 12 bits a sample, which cannot be read in Java; save it again as an"
                + " ordinary JPEG or PNG");
    assertThat(failure(file).reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void aLosslessJpeg() throws IOException {
    byte[] file = Pictures.bytes("baseline.jpg");
    file[frame(file) + 1] = (byte) 0xc3;

    assertThat(failure(file)).hasMessageStartingWith("is a JPEG with lossless coding, which");
  }

  private static int frame(byte[] jpeg) {
    for (int i = 0; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        return i;
      }
    }
    throw new AssertionError("no frame");
  }

  static List<List<String>> otherKinds() {
    return List.of(
        List.of("HEIC", "heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"),
        List.of("HEIC", "heic", "\0\0\0\u0018ftypmif1\0\0\0\0mif1heic"),
        List.of("AVIF", "avif", "\0\0\0\u001cftypavif\0\0\0\0avifmif1miaf"),
        List.of("AVIF", "avif", "\0\0\0\u001cftypmif1\0\0\0\0mif1avifmiaf"),
        List.of("TIFF", "tif", "II*\0\b\0\0\0\0\0\0\0\0\0\0\0"),
        List.of("TIFF", "tif", "MM\0*\0\0\0\b\0\0\0\0\0\0\0\0"),
        List.of("camera raw", "raw", "II*\0\u0010\0\0\0CR\u0002\0"),
        List.of("JPEG XL", "jxl", "\u00ff\n\u00fa\u001f\1\0"),
        List.of("JPEG 2000", "jp2", "\0\0\0\fjP  \r\n\u0087\n"),
        List.of("Photoshop", "psd", "8BPS\0\1\0\0"),
        List.of("icon", "ico", "\0\0\1\0\1\0\20\20"),
        List.of("PDF", "pdf", "%PDF-1.7\n"),
        List.of("SVG", "svg", "<?xml version=\"1.0\"?>\n<svg xmlns=\"\"/>"),
        List.of("video", "mp4", "\0\0\0\u0018ftypisom\0\0\0\0isommp41"));
  }

  @ParameterizedTest
  @MethodSource("otherKinds")
  void kindsThatJavaCannotReadAreNamedWithTheWayOut(List<String> kind) {
    ImageReadException failure = failure(ascii(kind.get(2)));

    assertThat(failure)
        .hasMessage(
            "is of a kind that cannot be read in Java (%s); convert it to JPEG or PNG, for example"
                + " with ImageMagick: magick mogrify -format jpg *.%s",
            kind.get(0), kind.get(1));
    assertThat(failure.reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void aStreamThatFails() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("device is gone");
          }
        };

    assertThat(catchThrowableOfType(ImageReadException.class, () -> ImageDecoder.inspect(failing)))
        .hasMessage("cannot be read: device is gone");
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void whateverIsCutOffOrChangedIsAPictureOrAReason(String name) throws IOException {
    PrintStream error = System.err;
    ByteArrayOutputStream noise = new ByteArrayOutputStream();
    System.setErr(new PrintStream(noise, true, StandardCharsets.UTF_8));
    try {
      byte[] file = Pictures.bytes(name);
      SplittableRandom random = new SplittableRandom(name.hashCode());
      for (int i = 0; i < 60; i++) {
        requirePictureOrReason(Arrays.copyOf(file, random.nextInt(file.length)));
        requirePictureOrReason(changed(file, random));
      }
    } finally {
      System.setErr(error);
    }

    assertThat(noise.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static byte[] changed(byte[] file, SplittableRandom random) {
    byte[] changed = file.clone();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      changed[random.nextInt(file.length)] = (byte) random.nextInt();
    }
    return changed;
  }

  private static void requirePictureOrReason(byte[] file) {
    try {
      assertThat(ImageDecoder.decode(file).width()).isPositive();
    } catch (ImageReadException e) {
      assertThat(e.getMessage()).matches("(is|has) .*[^.]").doesNotContain("\n");
    }
  }

  @Test
  void aDamagedOrientationIsIgnored() throws IOException {
    byte[] file = Pictures.bytes("orientation-6.jpg");
    int tiff = new String(file, StandardCharsets.ISO_8859_1).indexOf("Exif") + 6;
    byte[] expected = ImageDecoder.decode(Pictures.bytes("orientation-1.jpg")).rgb();

    for (int directory : new int[] {-1, 1 << 20, 3}) {
      ByteBuffer.wrap(file).putInt(tiff + 4, directory);
      assertThat(ImageDecoder.decode(file).rgb()).isEqualTo(expected);
    }
  }

  @Test
  void theSameHeaderFaultsAreFoundWithoutDecoding() {
    assertThat(
            catchThrowableOfType(
                ImageReadException.class,
                () -> ImageDecoder.inspect(new ByteArrayInputStream(ascii("%PDF-1.7")))))
        .hasMessageStartingWith("is of a kind that cannot be read in Java (PDF)");
  }
}
