package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.DataProblem;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Source;
import graft.data.Split;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class DatasetViewTest {

  private static final Source PICTURE = Samples.picture("p.jpg", Samples.noise(300, 300));

  @Test
  void textIsComplete() {
    LabeledDataset data =
        Samples.with(
            Samples.data(List.of("daisy", "rose"), 2, PICTURE),
            new DataProblem(
                DataProblem.Kind.UNSUPPORTED,
                "1 file is HEIC (rose/9.heic), which Java cannot read; convert it to JPEG",
                List.of("rose/9.heic")));

    assertThat(DatasetView.render(data, ViewOptions.ALL).text())
        .isEqualTo(
            """
            photos (train 4, val 0, test 0 sealed)
            4 examples · 2 classes · split 70/15/15, seed 42

            Examples of the training part
            id       class
            daisy/0  daisy
            rose/0   rose
            daisy/1  daisy
            rose/1   rose

            Examples a class
            class  train  val  test  all
            daisy      2    0     0    2
            rose       2    0     0    2

            Problems
            - 1 file is HEIC (rose/9.heic), which Java cannot read; convert it to JPEG""");
  }

  @Test
  void twelvePicturesTakeTurnsAndStaySmall() {
    LabeledDataset data = Samples.data(List.of("a", "b", "c", "d", "e"), 40, PICTURE);

    String html = Markup.html(DatasetView.render(data, ViewOptions.ALL));

    List<Element> pictures = Markup.elements(Markup.parse(html), "img");
    assertThat(pictures).hasSize(12);
    assertThat(html).hasSizeLessThan(80_000);
  }

  @Test
  void sealedPartIsNeverShown() {
    LabeledDataset data = Samples.data(List.of("a", "b"), 3, PICTURE);
    Map<String, Part> parts = new HashMap<>();
    data.examples().forEach(example -> parts.put(example.id(), Part.TEST));
    parts.put("a/1", Part.TRAIN);
    LabeledDataset sealed =
        new LabeledDataset(
            "d", data.classes(), data.examples(), new Split(parts, "x", true), List.of(), "h");

    MimeBundle bundle = DatasetView.render(sealed, ViewOptions.ALL);

    assertThat(Markup.elements(Markup.parse(Markup.html(bundle)), "img")).hasSize(1);
    assertThat(bundle.text()).contains("a/1").doesNotContain("a/0").doesNotContain("b/0");
  }

  @Test
  void pictureThatCannotBeReadIsAGreyBoxWithItsName() {
    Source broken =
        new Source.Picture(
            "rose/<b>.jpg",
            () -> {
              throw new IOException("truncated");
            });

    String html =
        Markup.html(DatasetView.render(Samples.data(List.of("rose"), 1, broken), ViewOptions.ALL));

    assertThat(html).contains("unreadable<br/><bdi>&lt;b&gt;.jpg</bdi>").doesNotContain("<img");
    Markup.assertInert(html);
  }

  @Test
  void examplesOffKeepsPicturesAndTextsOut() {
    ViewOptions off = new ViewOptions(false);
    Source text = new Source.TextPair("my secret", "is out");

    MimeBundle pictures = DatasetView.render(Samples.data(List.of("a"), 1, PICTURE), off);
    MimeBundle texts = DatasetView.render(Samples.data(List.of("a"), 1, text), off);

    assertThat(Markup.html(pictures)).doesNotContain("<img").contains("a/0");
    assertThat(texts.text()).doesNotContain("secret").contains("9 characters | 6 characters");
    assertThat(Markup.html(texts)).doesNotContain("secret");
  }

  @Test
  void manyClassesAreCutAndCounted() {
    List<String> classes = IntStream.range(0, 120).mapToObj(i -> "class " + i).toList();

    MimeBundle bundle = DatasetView.render(Samples.data(classes, 1, PICTURE), ViewOptions.ALL);

    assertThat(bundle.text()).contains("Examples a class: 30 of 120 classes shown");
    assertThat(Markup.html(bundle)).hasSizeLessThan(80_000);
  }
}
