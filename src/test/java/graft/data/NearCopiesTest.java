package graft.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearCopiesTest {

  private static final ImagePreprocessing SHAPE =
      new ImagePreprocessing(
          new ResizeRule.ShorterSide(73),
          Resampling.BILINEAR,
          64,
          64,
          List.of(0.0, 0.0, 0.0),
          List.of(1.0, 1.0, 1.0));

  private static PictureLook look(byte[] file) throws IOException {
    return PictureLook.of(SHAPE.shape(ImageDecoder.decode(file)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.75, 0.95})
  void anotherQualityLooksTheSame(double quality) throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      BufferedImage scene = Scenes.scene(seed);

      assertThat(look(Scenes.jpeg(scene, quality)).isNearCopyOf(look(Scenes.png(scene)))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.75, 1.5, 2})
  void anotherSizeLooksTheSame(double factor) throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      BufferedImage scene = Scenes.scene(seed);
      byte[] scaled = Scenes.png(Scenes.scaled(scene, factor));

      assertThat(look(scaled).isNearCopyOf(look(Scenes.png(scene)))).isTrue();
    }
  }

  @Test
  void otherPicturesDoNot() throws IOException {
    Map<String, PictureLook> looks = new HashMap<>();
    for (int seed = 0; seed < 150; seed++) {
      looks.put("scene " + seed, look(Scenes.png(Scenes.scene(seed))));
      looks.put("noise " + seed, look(TinyPictures.encoded("png", 40, 30, seed)));
      looks.put("tiny " + seed, look(TinyPictures.png(seed)));
      looks.put("flat " + seed, look(Scenes.png(flat(seed))));
    }

    assertThat(groups(looks)).hasSameSizeAs(looks.keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample:leaves,classes=3,count=20,size=64",
        "sample:leaves,classes=3,count=20,size=64,style=sketch"
      })
  void leavesOfOneSpeciesDoNot(String name) throws IOException {
    Map<String, PictureLook> looks = new HashMap<>();
    for (Example example : LeafSamples.examples(LeafSamples.parse(name))) {
      RgbImage leaf = ((Source.Picture) example.source()).reader().read();
      looks.put(example.id(), PictureLook.of(leaf));
    }

    assertThat(groups(looks)).hasSameSizeAs(looks.keySet());
  }

  @Test
  void groupsDoNotDependOnTheOrder() throws IOException {
    Map<String, PictureLook> looks = new HashMap<>();
    for (int seed = 0; seed < 30; seed++) {
      BufferedImage scene = Scenes.scene(seed);
      looks.put("a" + seed, look(Scenes.png(scene)));
      looks.put("b" + seed, look(Scenes.jpeg(scene, 0.4)));
      looks.put("c" + seed, look(Scenes.png(Scenes.scaled(scene, 0.5))));
    }

    NearCopies copies = NearCopies.among(looks, Watch.none());

    for (int seed = 0; seed < 30; seed++) {
      assertThat(
              List.of(
                  copies.groupOf("a" + seed),
                  copies.groupOf("b" + seed),
                  copies.groupOf("c" + seed)))
          .containsOnly("a" + seed);
    }
  }

  private static Set<String> groups(Map<String, PictureLook> looks) {
    NearCopies copies = NearCopies.among(looks, Watch.none());
    Set<String> groups = new HashSet<>();
    looks.keySet().forEach(hash -> groups.add(copies.groupOf(hash)));
    return groups;
  }

  private static BufferedImage flat(int seed) {
    BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(seed, 128, 255 - seed));
    pen.fillRect(0, 0, 60, 40);
    pen.setColor(Color.GRAY);
    pen.drawLine(seed % 60, 0, seed % 60, 3);
    pen.dispose();
    return image;
  }
}
