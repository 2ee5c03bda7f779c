package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.LabeledDataset;
import graft.magics.render.MimeBundle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What magics show of examples, and what they keep to themselves. */
class PicturesTest {

  private static final String PICTURE = "data:image/jpeg";

  /** Drawn otherwise than what is trained on, so that there are mistakes to show. */
  private static final String SKETCHES = "sample:leaves,classes=3,count=8,size=64,style=sketch";

  @TempDir Path folder;
  private Lesson lesson;

  @BeforeEach
  void open() {
    lesson = new Lesson(folder);
  }

  @AfterEach
  void close() {
    lesson.close();
  }

  @Test
  void augmentationIsShownUnderTheData() {
    Object data = Lesson.result(lesson.run("%data " + Lesson.LEAVES + " --augment light"));

    assertThat(data).isInstanceOf(LabeledDataset.class).isSameAs(Results.data());
    assertThat(lesson.lastOutput())
        .startsWith(Lesson.SUBJECT + " · light augmentation, seed 42, at 128 x 128\n")
        .contains("cropped to 70 to 100 % of its area");
    assertThat(lesson.output()).contains("Examples a class");
  }

  @Test
  void augmentationIsThatOfTheSettingsSeed() {
    lesson.cells("%graft set seed 7", "%data " + Lesson.LEAVES, "%data --augment light");

    assertThat(lesson.lastOutput()).contains("light augmentation, seed 7,");
  }

  @Test
  void examplesOffHoldsForEveryMagic() {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1");
    List<String> lines = List.of("%data --augment light", "%evaluate", "%predict " + Lesson.LEAVES);

    for (String line : lines) {
      lesson.run("%graft set examples on");
      assertThat(shownBy(line)).as(line).contains(PICTURE);
      lesson.run("%graft set examples off");
      assertThat(shownBy(line)).as(line).doesNotContain(PICTURE);
      Object result = Lesson.result(lesson.run(line));
      assertThat(forms(lesson.session.render(result))).doesNotContain(PICTURE);
    }
  }

  /** What a notebook saves, with pictures that compress worst. */
  @Test
  void everyViewTogetherStaysUnderAMegabyte() throws IOException {
    noise(folder.resolve("noise"), "a", "b", "c");

    int bytes = 0;
    for (String line :
        List.of(
            "%data noise --augment light",
            "%pretrained graft-nano",
            "%finetune --epochs 2 --as one",
            "%evaluate --on noise",
            "%evaluate --on test",
            "%unfreeze --last 1",
            "%finetune --epochs 1 --as two",
            "%compare one two",
            "%predict noise")) {
      lesson.run(line);
      bytes += lesson.notebook.left().stream().mapToInt(each -> forms(each).length()).sum();
    }

    assertThat(bytes).isBetween(300_000, 900_000);
  }

  private static void noise(Path folder, String... classes) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (String name : classes) {
      Files.createDirectories(folder.resolve(name));
      for (int i = 0; i < 20; i++) {
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
        int[] pixels = random.ints(200 * 150, 0, 1 << 24).toArray();
        image.setRGB(0, 0, 200, 150, pixels, 0, 200);
        ImageIO.write(image, "png", folder.resolve(name).resolve(i + ".png").toFile());
      }
    }
  }

  private String shownBy(String line) {
    lesson.run(line);
    StringBuilder shown = new StringBuilder();
    lesson.notebook.left().forEach(each -> shown.append(forms(each)));
    return shown.toString();
  }

  private static String forms(MimeBundle bundle) {
    return String.join("\n", bundle.data().values());
  }
}
