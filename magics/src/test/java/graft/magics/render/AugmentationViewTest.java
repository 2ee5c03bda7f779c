package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.Graft;
import graft.data.LabeledDataset;
import graft.data.Source;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class AugmentationViewTest {

  private static final List<String> CLASSES = List.of("a", "b", "c", "d", "e");
  private static final Source NOISE = Samples.picture("n.jpg", Samples.noise(900, 600));

  @Test
  void textIsComplete() {
    LabeledDataset data = Samples.data(List.of("a", "b"), 2, NOISE);

    assertThat(AugmentationView.render(Samples.preview(data), ViewOptions.ALL).text())
        .isEqualTo(
            """
            photos (train 4) · light augmentation, seed 42, at 128 x 128
            each epoch, a picture is mirrored left to right in half of the draws, cropped to 70 \
            to 100 % of its area with sides stretched by up to 1.33 and scaled back, and changed \
            in brightness, contrast and saturation by up to 10 % each

            Training pictures, as they are and as epochs vary them
            class  picture  shown
            a      n.jpg    as it is, epochs 1 to 5
            b      n.jpg    as it is, epochs 1 to 5""");
  }

  @Test
  void fourClassesAreShownSixTimesInTheBudget() {
    LabeledDataset data = Samples.data(CLASSES, 2, NOISE);

    String html = html(data);

    List<Element> images = Markup.elements(Markup.parse(html), "img");
    assertThat(images).hasSize(24);
    // the picture is the same in all classes, and no two of its variations are
    assertThat(images.stream().map(image -> image.getAttribute("src")).distinct()).hasSize(21);
    assertThat(html).hasSizeLessThan(90_000);
    assertThat(Markup.words(html, "th"))
        .startsWith("class", "as it is", "epoch 1", "epoch 2", "epoch 3", "epoch 4", "epoch 5");
  }

  @Test
  void leavesAreShownToo() {
    String html = html(Graft.data("sample:leaves,classes=3,count=12,size=64"));

    assertThat(Markup.elements(Markup.parse(html), "img")).hasSize(18);
    assertThat(html).hasSizeLessThan(90_000).contains("alt=\"beech/");
  }

  @Test
  void pictureThatCannotBeReadIsAGreyBox() {
    Source broken =
        new Source.Picture(
            "a/1.jpg",
            () -> {
              throw new IOException("truncated");
            });

    assertThat(html(Samples.data(List.of("a"), 1, broken)))
        .contains("unreadable<br/><bdi>1.jpg</bdi>")
        .doesNotContain("<img");
  }

  private static String html(LabeledDataset data) {
    return Markup.html(AugmentationView.render(Samples.preview(data), ViewOptions.ALL));
  }
}
