package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.Graft;
import graft.data.Example;
import graft.data.Source;
import graft.eval.ClassificationReport;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class MistakesTest {

  private static final int BUDGET = 150_000;
  private static final List<String> CLASSES = List.of("oak", "maple", "lime", "elm");
  private static final int[][] CONFUSION = {
    {20, 9, 3, 1}, {7, 20, 2, 2}, {5, 1, 20, 3}, {2, 4, 6, 20}
  };

  @Test
  void noisyPicturesStayInTheBudget() {
    String html = html(Samples.picture("a noisy picture.jpg", Samples.noise(1200, 900)));

    assertThat(images(html)).hasSizeBetween(40, 48);
    assertThat(bytes(html)).isLessThan(BUDGET);
  }

  @Test
  void leavesStayInTheBudget() {
    String html = html(sources("sample:leaves,classes=4,count=30,size=160"));

    assertThat(images(html)).hasSizeBetween(40, 48);
    assertThat(bytes(html)).isLessThan(BUDGET);
  }

  @Test
  void photographsStayInTheBudget() {
    Path flowers = Path.of(System.getProperty("graft.shared"), "data", "flowers", "val");
    assumeTrue(Files.isDirectory(flowers), "no photographs in " + flowers);

    String html = html(sources(flowers.toString()));

    assertThat(images(html)).hasSizeBetween(40, 48);
    assertThat(bytes(html)).isLessThan(BUDGET);
  }

  @Test
  void pictureIsReadOnceHoweverOftenItIsShown() {
    AtomicInteger reads = new AtomicInteger();
    Source counted =
        new Source.Picture(
            "counted.jpg",
            () -> {
              reads.incrementAndGet();
              return Samples.plain(20, 20, 90);
            });

    String html = html(List.of("oak", "maple"), new int[][] {{1, 2}, {0, 1}}, counted);

    // two mistakes and one recognised maple
    assertThat(reads).hasValue(3);
    assertThat(images(html)).hasSize(2 + 3 + 2);
  }

  @Test
  void tilesSayTruthPredictionProbabilityAndLoss() {
    ClassificationReport report =
        Samples.report(List.of("oak", "maple"), new int[][] {{2, 1}, {0, 4}});

    String html = Markup.html(ReportView.render(report, ViewOptions.ALL));

    assertThat(html)
        .contains("Worst mistakes: 1 of 1 shown")
        .contains("<b style=\"\"><bdi>oak</bdi></b>")
        .contains("taken for <bdi>maple</bdi>")
        .contains("0.810, loss 1.5000");
  }

  @Test
  void mostConfusedClassesStandSideBySide() {
    MimeBundle bundle = ReportView.render(Samples.report(CLASSES, CONFUSION), ViewOptions.ALL);

    String html = Markup.html(bundle);
    assertThat(html)
        .containsSubsequence(
            "oak taken for maple: 9 of 33", "truly <bdi>oak</bdi>", "recognised <bdi>maple</bdi>")
        .contains("maple taken for oak: 7 of 31")
        .contains("elm taken for lime: 6 of 32");
    assertThat(bundle.text())
        .contains("oak taken for maple: 9 of 33  0/1-8.jpg, 0/1-7.jpg, 0/1-6.jpg  1/1-0.jpg, ");
  }

  @Test
  void classThatWasNeverRecognisedIsSaid() {
    String html = html(List.of("oak", "maple"), new int[][] {{1, 2}, {1, 0}});

    assertThat(html).contains("no <bdi>maple</bdi> was recognised");
  }

  @Test
  void galleryIsFoldedLargestCellFirst() {
    String html = html(CLASSES, CONFUSION);

    assertThat(Markup.words(html, "summary"))
        .hasSize(10)
        .startsWith(
            "oak taken for maple: 9 of 33, the worst 2 shown",
            "maple taken for oak: 7 of 31, the worst 2 shown");
    assertThat(html).contains("Mistakes by cell of the confusion matrix: 10 of 12 cells shown");
  }

  @Test
  void cellsShareThePicturesThatThereIsRoomFor() {
    String html =
        html(List.of("oak", "maple", "lime"), new int[][] {{1, 30, 1}, {2, 1, 0}, {0, 0, 1}});

    assertThat(Markup.words(html, "summary"))
        .containsExactly(
            "oak taken for maple: 30 of 32, the worst 17 shown",
            "maple taken for oak: 2 of 3",
            "oak taken for lime: 1 of 32");
  }

  @Test
  void pictureThatHasGoneIsAGreyBoxWithItsName() {
    Source gone =
        new Source.Picture(
            "oak/<b>.jpg",
            () -> {
              throw new NoSuchFileException("oak/<b>.jpg");
            });

    String html = html(List.of("oak", "maple"), new int[][] {{1, 1}, {0, 1}}, gone);

    assertThat(html)
        .contains("unreadable<br/><bdi>&lt;b&gt;.jpg</bdi>")
        .doesNotContain("data:image/jpeg");
    Markup.assertInert(html);
  }

  @Test
  void textsAreShownInTheirTiles() {
    ClassificationReport report =
        Samples.report(
            List.of("oak", "maple"),
            new int[][] {{1, 1}, {0, 1}},
            new Source.Text("a <b>leaf</b> with seven points"));

    MimeBundle bundle = ReportView.render(report, ViewOptions.ALL);

    assertThat(Markup.html(bundle)).contains("a &lt;b&gt;leaf&lt;/b&gt; with seven points");
    assertThat(bundle.text()).contains("what it says", "a <b>leaf</b> with seven points");
  }

  @Test
  void withoutAMistakeThereIsNothingToShow() {
    ClassificationReport report =
        Samples.report(List.of("oak", "maple"), new int[][] {{3, 0}, {0, 2}});

    MimeBundle bundle = ReportView.render(report, ViewOptions.ALL);

    assertThat(bundle.text()).contains("\n\nno example was taken for another class\n");
    assertThat(images(Markup.html(bundle))).isEmpty();
  }

  private static Source[] sources(String data) {
    return Graft.data(data).examples().stream().map(Example::source).toArray(Source[]::new);
  }

  private static String html(Source... sources) {
    return html(CLASSES, CONFUSION, sources);
  }

  private static String html(List<String> classes, int[][] confusion, Source... sources) {
    ClassificationReport report =
        sources.length == 0
            ? Samples.report(classes, confusion)
            : Samples.report(classes, confusion, sources);
    return Markup.html(ReportView.render(report, ViewOptions.ALL));
  }

  private static List<Element> images(String html) {
    return Markup.elements(Markup.parse(html), "img").stream()
        .filter(image -> image.getAttribute("src").startsWith("data:image/jpeg"))
        .toList();
  }

  private static int bytes(String html) {
    return images(html).stream().mapToInt(image -> image.getAttribute("src").length()).sum();
  }
}
