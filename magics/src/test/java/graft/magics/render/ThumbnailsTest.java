package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.RgbImage;
import graft.data.Source;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ThumbnailsTest {

  @Test
  void shrinkingAveragesAreas() {
    byte[] rgb = {0, 0, 0, 90, 90, 90, (byte) 180, (byte) 180, (byte) 180};

    RgbImage small = Thumbnails.shrink(new RgbImage(3, 1, rgb), 2);

    // (0 + 90 / 2) / 1.5 = 30 and (90 / 2 + 180) / 1.5 = 150
    assertThat(small.width()).isEqualTo(2);
    assertThat(small.rgb()).containsExactly(30, 30, 30, 150, 150, 150);
  }

  @Test
  void smallPictureKeepsItsSize() {
    RgbImage image = Samples.plain(28, 20, 7);

    assertThat(Thumbnails.shrink(image, 96)).isSameAs(image);
  }

  @Test
  void thumbnailKeepsAspectAndColour() throws IOException {
    BufferedImage image = decode(Samples.plain(400, 100, 200), 96);

    assertThat(image.getWidth()).isEqualTo(96);
    assertThat(image.getHeight()).isEqualTo(24);
    assertThat(image.getRGB(50, 12) & 0xff).isBetween(196, 204);
  }

  @Test
  void noiseStaysSmall() {
    String address = Thumbnails.of(Samples.noise(300, 300), 96);

    assertThat(address).hasSizeLessThan(5500);
  }

  @Test
  void pictureThatCannotBeReadIsNothing() {
    Source.Picture broken =
        new Source.Picture(
            "x.jpg",
            () -> {
              throw new IOException("no picture");
            });

    assertThat(Thumbnails.read(broken, 96)).isEmpty();
  }

  private static BufferedImage decode(RgbImage image, int side) throws IOException {
    String address = Thumbnails.of(image, side);
    byte[] bytes = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }
}
