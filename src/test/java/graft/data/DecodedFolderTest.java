package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.DataProblem.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder whose pictures are decoded when it is opened. */
class DecodedFolderTest {

  private static final ImagePreprocessing SHAPE =
      new ImagePreprocessing(
          new ResizeRule.ShorterSide(73),
          Resampling.BILINEAR,
          64,
          64,
          List.of(0.5, 0.5, 0.5),
          List.of(1.0, 1.0, 1.0));

  @TempDir Path temporary;
  private Path photos;

  @BeforeEach
  void twoClasses() throws IOException {
    photos = temporary.resolve("photos");
    fill("roses", 0);
    fill("tulips", 100);
  }

  private void fill(String label, int seed) throws IOException {
    for (int i = 0; i < 12; i++) {
      add(label + "/" + i + ".jpg", Scenes.jpeg(Scenes.scene(seed + i), 0.9));
    }
  }

  private void add(String path, byte[] bytes) throws IOException {
    TinyPictures.write(photos.resolve(path), bytes);
  }

  private LabeledDataset open(Path path) {
    Decoding decoding = new Decoding(SHAPE, PixelCache.in(temporary.resolve("cache")));
    return ImageFolder.open(path, Division.automatic(), decoding, Watch.none());
  }

  private static byte[] cut(byte[] file) {
    return Arrays.copyOf(file, file.length * 2 / 3);
  }

  @Test
  void soundPicturesAreSplitAsWithoutDecoding() {
    LabeledDataset headers = ImageFolder.open(photos);

    LabeledDataset decoded = open(photos);

    assertThat(decoded.hash()).isEqualTo(headers.hash());
    assertThat(decoded.split()).isEqualTo(headers.split());
    assertThat(decoded.problems()).isEmpty();
  }

  @Test
  void brokenPixelsBehindASoundHeaderAreNamed() throws IOException {
    add("roses/cut.jpg", cut(Scenes.jpeg(Scenes.scene(500), 0.9)));
    add("tulips/cut.png", cut(Scenes.png(Scenes.scene(501))));

    LabeledDataset data = open(photos);

    assertThat(data.examples()).hasSize(24);
    DataProblem problem = data.problems().get(0);
    assertThat(problem.message())
        .isEqualTo(
            "2 files are not readable pictures and are skipped: roses/cut.jpg (is truncated: the end of its JPEG data is missing), tulips/cut.png (is truncated: the end of its PNG data is missing)");
    assertThat(problem.leavesOut()).isTrue();
    assertThat(problem.details())
        .containsExactly(
            "roses/cut.jpg (is truncated: the end of its JPEG data is missing)",
            "tulips/cut.png (is truncated: the end of its PNG data is missing)");
  }

  @Test
  void aClassThatIsLostWholeIsNoClass() throws IOException {
    add("asters/a.jpg", cut(Scenes.jpeg(Scenes.scene(500), 0.9)));

    LabeledDataset data = open(photos);

    assertThat(data.classes()).containsExactly("roses", "tulips");
    assertThat(data.problems())
        .extracting(DataProblem::message)
        .contains("1 class has no readable picture and is left out: asters");
  }

  @Test
  void oneOfTwoClassesIsNotEnough() throws IOException {
    for (int i = 0; i < 12; i++) {
      add("tulips/" + i + ".jpg", cut(Scenes.jpeg(Scenes.scene(100 + i), 0.9)));
    }

    assertThatThrownBy(() -> open(photos))
        .hasMessageStartingWith(
            "data set needs at least 2 classes with readable pictures, received 1 ('roses')");
  }

  @Test
  void nearCopiesStayInOnePart() throws IOException {
    for (int i = 0; i < 12; i++) {
      BufferedImage scene = Scenes.scene(i);
      add("roses/copy" + i + ".jpg", Scenes.jpeg(scene, 0.5));
      add("roses/small" + i + ".png", Scenes.png(Scenes.scaled(scene, 0.5)));
    }

    LabeledDataset data = open(photos);

    Map<String, Part> parts = data.split().parts();
    for (int i = 0; i < 12; i++) {
      assertThat(parts.get("roses/copy" + i + ".jpg"))
          .isEqualTo(parts.get("roses/" + i + ".jpg"))
          .isEqualTo(parts.get("roses/small" + i + ".png"));
    }
    DataProblem problem = data.problems().get(0);
    assertThat(problem.kind()).isEqualTo(Kind.NEAR_DUPLICATE);
    assertThat(problem.message())
        .startsWith(
            "12 pictures are there in several qualities or sizes, which stay in one part: roses/0.jpg ≈ roses/copy0.jpg ≈ roses/small0.png, ")
        .endsWith(" and 7 more");
    assertThat(problem.examples()).hasSize(36);
  }

  @Test
  void nearCopiesAcrossReadyMadePartsAreNamed() throws IOException {
    Path ready = temporary.resolve("ready");
    for (String label : List.of("roses", "tulips")) {
      for (int i = 0; i < 12; i++) {
        byte[] file = Scenes.jpeg(Scenes.scene(label.hashCode() + i), 0.9);
        TinyPictures.write(ready.resolve("train/%s/%d.jpg".formatted(label, i)), file);
        byte[] other = Scenes.jpeg(Scenes.scene(label.hashCode() + 100 + i), 0.9);
        TinyPictures.write(ready.resolve("test/%s/%d.jpg".formatted(label, i)), other);
      }
    }
    byte[] copy = Scenes.jpeg(Scenes.scene("roses".hashCode()), 0.5);
    TinyPictures.write(ready.resolve("test/roses/copy.jpg"), copy);

    assertThat(open(ready).problems())
        .containsExactly(
            new DataProblem(
                Kind.NEAR_DUPLICATE,
                "1 picture, stored in several ways, lies in more than one part: test/roses/copy.jpg ≈ train/roses/0.jpg; keep each in one part, or results look better than they are",
                List.of("test/roses/copy.jpg", "train/roses/0.jpg")));
  }

  @Test
  void whatWouldHaveNoEffectIsRefused() throws IOException {
    Path ready = temporary.resolve("ready");
    for (String part : List.of("train", "val")) {
      for (String label : List.of("roses", "tulips")) {
        TinyPictures.fill(ready.resolve(part).resolve(label), 2, (part + label).hashCode());
      }
    }
    Division shares = Division.automatic().by(new SplitRule(10, 10, 80));

    assertThatThrownBy(() -> ImageFolder.open(ready, shares, Watch.none()))
        .hasMessage(
            "--split 10/10/80 has no effect, since ready has ready-made parts (train in train, val in val); leave it out, or put all pictures of a class into one folder");
    assertThatThrownBy(() -> ImageFolder.open(ready, Division.automatic().seed(7), Watch.none()))
        .hasMessageStartingWith("--seed 7 has no effect, since ready has ready-made parts");
    assertThat(ImageFolder.open(ready, Division.automatic().orSeed(7), Watch.none()).examples())
        .hasSize(8);
  }
}
