package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.Example;
import graft.data.Source;
import graft.data.Target;
import graft.eval.Predictions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionsViewTest {

  private static final Source PICTURE = Samples.picture("n.jpg", Samples.noise(80, 60));

  @Test
  void textIsComplete() {
    Predictions predictions = Samples.predictions(2, PICTURE, List.of("x.heic: not readable"));

    assertThat(PredictionsView.render(predictions, ViewOptions.ALL).text())
        .isEqualTo(
            """
            graft-nano (tuned) · new

            2 of 2 shown
            input      label  probability  then
            new/0.jpg  rose         0.750  tulip 0.200, daisy 0.050
            new/1.jpg  rose         0.750  tulip 0.200, daisy 0.050

            Not read
            - x.heic: not readable""");
  }

  @Test
  void labelThatIsNotTheMostProbableClassIsSaidBesideIt() {
    Example example = new Example("crab/3.jpg", "", PICTURE, new Target.None());
    Predictions predictions =
        new Predictions(
            "graft-nano (frozen) · new",
            List.of("crab", "elephant"),
            List.of(
                new Predictions.Item(example, "elephant", 0.269, List.of(0.731, 0.269)),
                new Predictions.Item(example, "crab", 0.9, List.of(0.9, 0.1))),
            List.of());

    MimeBundle bundle = PredictionsView.render(predictions, ViewOptions.ALL);

    assertThat(bundle.text())
        .isEqualTo(
            """
            graft-nano (frozen) · new
            1 of 2 labels are not the most probable class: training balanced the classes, so labels are balanced decisions, and probabilities those of the real shares

            2 of 2 shown
            input       label     probability  then
            crab/3.jpg  elephant        0.269  crab 0.731 (more probable)
            crab/3.jpg  crab            0.900  elephant 0.100""");
    assertThat(Markup.html(bundle))
        .containsSubsequence("0.269 <bdi>elephant</bdi>", "0.731 <bdi>crab</bdi> (more probable)");
  }

  @Test
  void thousandInputsShowFifty() {
    MimeBundle bundle =
        PredictionsView.render(Samples.predictions(1000, PICTURE, List.of()), ViewOptions.ALL);

    assertThat(bundle.text()).contains("50 of 1000 shown");
    assertThat(Markup.elements(Markup.parse(Markup.html(bundle)), "img")).hasSize(50);
    assertThat(Markup.html(bundle)).hasSizeLessThan(250_000);
  }

  @Test
  void manyProblemsAreCutAndCounted() {
    List<String> problems = IntStream.range(0, 300).mapToObj(i -> i + ".jpg: broken").toList();

    String text =
        PredictionsView.render(Samples.predictions(1, PICTURE, problems), ViewOptions.ALL).text();

    assertThat(text).endsWith("\n- 19.jpg: broken\n- and 280 more");
  }

  @Test
  void probabilitiesAreBarsAndWords() {
    String html =
        Markup.html(
            PredictionsView.render(Samples.predictions(1, PICTURE, List.of()), ViewOptions.ALL));

    assertThat(html).contains("width:75%").contains("0.750 <bdi>rose</bdi>");
  }

  @Test
  void textsAreShown() {
    MimeBundle bundle =
        PredictionsView.render(
            Samples.predictions(1, new Source.Text("my <secret>"), List.of()), ViewOptions.ALL);

    assertThat(bundle.text()).contains("my <secret>");
    assertThat(Markup.html(bundle)).contains("my &lt;secret&gt;");
  }

  @Test
  void examplesOffKeepsPicturesAndTextsOut() {
    ViewOptions off = new ViewOptions(false);

    MimeBundle pictures = PredictionsView.render(Samples.predictions(1, PICTURE, List.of()), off);
    MimeBundle texts =
        PredictionsView.render(
            Samples.predictions(1, new Source.Text("my secret"), List.of()), off);

    assertThat(Markup.html(pictures)).doesNotContain("<img").contains("new/0.jpg");
    assertThat(texts.data().toString()).doesNotContain("secret").contains("9 characters");
  }
}
