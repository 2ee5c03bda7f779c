package graft.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with Pillow's {@code ImageOps.exif_transpose}; see {@code make_orientations.py}. */
class ExifOrientationTest {

  private static final String FOLDER = "/graft/data/orientation/orientations.txt";

  @ParameterizedTest
  @MethodSource("lines")
  void everySpellingIsReadAsPillowReadsIt(String line) throws IOException {
    String[] words = line.split(" ");
    String kind = words[0].substring(0, words[0].indexOf('-'));
    RgbImage stored = ImageDecoder.decode(file(kind + "-plain"));

    RgbImage upright = ImageDecoder.decode(Base64.getDecoder().decode(words[2]));

    RgbImage expected = Orientation.of(Integer.parseInt(words[1])).apply(stored);
    assertThat(upright.width()).isEqualTo(expected.width());
    assertThat(upright.rgb()).isEqualTo(expected.rgb());
  }

  private static byte[] file(String name) {
    String line = lines().filter(each -> each.startsWith(name + " ")).findFirst().orElseThrow();
    return Base64.getDecoder().decode(line.split(" ")[2]);
  }

  private static Stream<String> lines() {
    try (InputStream in = ExifOrientationTest.class.getResourceAsStream(FOLDER)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
