package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with torchvision, whose results {@code make_expected.py} stored: no difference. */
class ImagePreprocessingTest {

  private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);
  private static final RgbImage GREY_RAMP =
      new RgbImage(2, 1, new byte[] {0, 51, 102, (byte) 153, (byte) 204, (byte) 255});

  private record Case(
      RgbImage picture, ImagePreprocessing preprocessing, RgbImage expected, float[] spots) {}

  static Stream<String> cases() throws IOException {
    return Files.readAllLines(Pictures.preprocessing("cases.csv")).stream();
  }

  private static Case parse(String line) throws IOException {
    String[] cells = line.split(",");
    return new Case(
        Pictures.plain(Pictures.preprocessing(cells[0])),
        new ImagePreprocessing(
            rule(cells[1]),
            Resampling.valueOf(cells[2]),
            Integer.parseInt(cells[3]),
            Integer.parseInt(cells[4]),
            MEAN,
            DEVIATION),
        Pictures.plain(Pictures.preprocessing(cells[5])),
        new float[] {
          Float.parseFloat(cells[6]), Float.parseFloat(cells[7]), Float.parseFloat(cells[8])
        });
  }

  private static ResizeRule rule(String text) {
    String[] sides = text.split("x");
    return sides.length == 1
        ? new ResizeRule.ShorterSide(Integer.parseInt(text))
        : new ResizeRule.Exact(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shapeEqualsTorchvision(String line) throws IOException {
    Case given = parse(line);

    RgbImage shaped = given.preprocessing().shape(given.picture());

    assertThat(Pictures.difference(shaped, given.expected())).containsExactly(0, 0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void numbersEqualTorchvision(String line) throws IOException {
    Case given = parse(line);
    int height = given.preprocessing().cropHeight();
    int width = given.preprocessing().cropWidth();

    FloatTensor tensor =
        given.preprocessing().normalise(given.preprocessing().shape(given.picture()));

    assertThat(tensor.shape()).containsExactly(3, height, width);
    float[] values = tensor.values();
    int middle = height * width + height / 2 * width + width / 2;
    assertThat(new float[] {values[0], values[middle], values[values.length - 1]})
        .containsExactly(given.spots());
  }

  @Test
  void twentyPicturesAreCompared() throws IOException {
    assertThat(cases().map(line -> line.split(",")[0]).distinct()).hasSize(20);
  }

  @Test
  void applyReadsThePictureAndGivesPixels() throws IOException {
    ImagePreprocessing preprocessing = exact(1, 2);
    Source source = new Source.Picture("ramp", () -> GREY_RAMP);

    Map<String, ?> tensors = preprocessing.apply(source, new Draw(1, "none", 0, "ramp"));

    assertThat(tensors).isEqualTo(Map.of("pixels", preprocessing.normalise(GREY_RAMP)));
  }

  @Test
  void normaliseWritesChannelsOneAfterTheOtherFromTheOffset() {
    ImagePreprocessing preprocessing =
        new ImagePreprocessing(
            new ResizeRule.Exact(1, 2),
            Resampling.BILINEAR,
            1,
            2,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 0.5, 0.25));
    float[] batch = new float[8];

    preprocessing.normalise(GREY_RAMP, batch, 1);

    assertThat(batch).containsExactly(0, 0, 0.6f, 0.4f, 1.6f, 1.6f, 4, 0);
  }

  @Test
  void aPictureOfTheRightSizeIsLeftAlone() {
    assertThat(exact(1, 2).shape(GREY_RAMP).rgb()).isEqualTo(GREY_RAMP.rgb());
  }

  @Test
  void anExtremelyLongPictureIsShapedWithoutItsWholeScaledForm() {
    RgbImage line = new RgbImage(1_000_000, 1, new byte[3_000_000]);
    ImagePreprocessing preprocessing =
        new ImagePreprocessing(
            new ResizeRule.ShorterSide(128), Resampling.BICUBIC, 128, 128, MEAN, DEVIATION);

    assertThat(preprocessing.shape(line).width()).isEqualTo(128);
  }

  @Test
  void fingerprintNamesAllThatMatters() {
    assertThat(exact(1, 2).fingerprint())
        .isEqualTo(
            "picture 1: exact 1 x 2, BILINEAR, crop 1 x 2, mean [0.485, 0.456, 0.406], deviation"
                + " [0.229, 0.224, 0.225]");
  }

  @Test
  void aTextIsNotAPicture() {
    assertThatThrownBy(
            () -> exact(1, 2).apply(new Source.Text("a rose"), new Draw(1, "none", 0, "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("picture preprocessing takes a picture, received text");
  }

  @Test
  void anEmptyCropIsRefused() {
    assertThatThrownBy(() -> exact(0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("crop must be at least 1 x 1, received 0 x 2");
  }

  @Test
  void threeChannelsNeedThreeNumbers() {
    assertThatThrownBy(() -> of(List.of(0.5), DEVIATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "mean and deviation must have a number for red, green and blue each, received [0.5] and"
                + " [0.229, 0.224, 0.225]");
  }

  @Test
  void aDeviationOfZeroIsRefused() {
    assertThatThrownBy(() -> of(MEAN, List.of(0.1, 0.0, 0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("deviation must be > 0, received [0.1, 0.0, 0.1]");
  }

  @Test
  void aSideOfZeroIsRefused() {
    assertThatThrownBy(() -> new ResizeRule.ShorterSide(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shorter side must be >= 1, received 0");
  }

  private static ImagePreprocessing exact(int height, int width) {
    return new ImagePreprocessing(
        new ResizeRule.Exact(1, 2), Resampling.BILINEAR, height, width, MEAN, DEVIATION);
  }

  private static ImagePreprocessing of(List<Double> mean, List<Double> deviation) {
    return new ImagePreprocessing(
        new ResizeRule.ShorterSide(8), Resampling.BILINEAR, 8, 8, mean, deviation);
  }
}
