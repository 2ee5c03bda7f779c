package graft.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LightAugmentationTest {

  private static Draw draw(int epoch, String key) {
    return new Draw(42, "augment", epoch, key);
  }

  private static RgbImage picture() throws IOException {
    return Pictures.asPillowReads("rgb.png");
  }

  @Test
  void theSizeStays() throws IOException {
    RgbImage varied = LightAugmentation.apply(picture(), draw(0, "a"));

    assertThat(varied.width()).isEqualTo(45);
    assertThat(varied.height()).isEqualTo(31);
  }

  @Test
  void theGivenPictureIsNotWrittenTo() throws IOException {
    RgbImage picture = picture();

    LightAugmentation.apply(picture, draw(0, "a"));

    assertThat(picture.rgb()).isEqualTo(picture().rgb());
  }

  @Test
  void eachDrawGivesItsPictureInAnyOrderAndThread() throws IOException {
    RgbImage picture = picture();
    List<Draw> draws = IntStream.range(0, 40).mapToObj(i -> draw(i / 8, "key" + i % 8)).toList();

    List<RgbImage> inOrder =
        draws.stream().map(draw -> LightAugmentation.apply(picture, draw)).toList();
    List<RgbImage> parallel =
        draws.parallelStream().map(draw -> LightAugmentation.apply(picture, draw)).toList();

    for (int i = 0; i < draws.size(); i++) {
      assertThat(parallel.get(i).rgb()).isEqualTo(inOrder.get(i).rgb());
    }
    assertThat(inOrder.stream().map(image -> Arrays.hashCode(image.rgb())).distinct()).hasSize(40);
  }

  @Test
  void halfOfTheDrawsAreMirrored() {
    RgbImage ramp = ramp();

    long mirrored =
        IntStream.range(0, 400)
            .mapToObj(i -> LightAugmentation.apply(ramp, draw(i, "ramp")).rgb())
            .filter(rgb -> (rgb[0] & 0xff) > (rgb[rgb.length - 1] & 0xff))
            .count();

    assertThat(mirrored).isBetween(160L, 240L);
  }

  @Test
  void theVisiblePartIsAtLeastSevenTenthsOfASide() {
    RgbImage ramp = ramp();

    for (int i = 0; i < 200; i++) {
      byte[] rgb = LightAugmentation.apply(ramp, draw(i, "ramp")).rgb();
      int range = Math.abs((rgb[0] & 0xff) - (rgb[rgb.length - 1] & 0xff));
      assertThat(range).isBetween((int) (198 * 0.7 * 0.81), (int) (198 * 1.21) + 1);
    }
  }

  /** Grey stays grey, so only brightness and contrast are seen: together up to about 20 %. */
  @Test
  void coloursChangeALittle() {
    byte[] rgb = new byte[3 * 32 * 32];
    Arrays.fill(rgb, (byte) 100);
    RgbImage grey = new RgbImage(32, 32, rgb);

    for (int i = 0; i < 200; i++) {
      int level = LightAugmentation.apply(grey, draw(i, "grey")).rgb()[0] & 0xff;
      assertThat(level).isBetween(90, 110);
    }
  }

  @Test
  void aPictureOfOnePixelStaysOne() {
    RgbImage dot = new RgbImage(1, 1, new byte[] {10, 20, 30});

    assertThat(LightAugmentation.apply(dot, draw(0, "dot")).rgb()).hasSize(3);
  }

  /** Grey levels from 20 on the left to 218 on the right. */
  private static RgbImage ramp() {
    byte[] rgb = new byte[3 * 100 * 100];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (20 + 2 * (i / 3 % 100));
    }
    return new RgbImage(100, 100, rgb);
  }
}
