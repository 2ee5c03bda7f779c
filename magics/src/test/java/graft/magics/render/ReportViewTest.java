package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ReportViewTest {

  @Test
  void textIsComplete() {
    MimeBundle bundle =
        ReportView.render(Samples.report(List.of("rose", "tulip"), new int[][] {{2, 1}, {0, 4}}));

    assertThat(bundle.text())
        .isEqualTo(
            """
            graft-nano (frozen) · photos (val 45)
            accuracy 0.911 (95 % interval 0.788 to 0.975) on 7 examples
            validation chose the best epoch

            Measured, and what is reached for free
            metric                    value  95 % from     to
            accuracy                  0.911      0.788  0.975
            macro F1                  0.905      0.770  0.970
            baseline: majority class  0.200      0.096  0.346
            baseline: linear probe    0.889      0.759  0.963

            Classes
            class  examples  precision  recall  95 % from     to     F1
            rose          3      0.900   0.800      0.700  0.875  0.847
            tulip         4      0.900   0.800      0.700  0.875  0.847

            Confusion: rows are the truth, columns the prediction
            class  rose  tulip
            rose      2      1
            tulip     0      4

            Worst mistakes: 1 of 1 shown
            example    truth  prediction  probability    loss
            0/1-0.jpg  rose   tulip             0.810  1.5000

            One sentence for a report
            - on 7 examples of graft-nano (frozen) · photos (val 45), accuracy 0.911 \
            (95 % interval 0.788 to 0.975); majority class 0.200 (95 % interval 0.096 to 0.346); \
            linear probe 0.889 (95 % interval 0.759 to 0.963); validation chose the best epoch""");
  }

  @Test
  void confusionIsARealTable() {
    String html =
        Markup.html(
            ReportView.render(
                Samples.report(List.of("rose", "tulip"), new int[][] {{2, 1}, {0, 4}})));

    Element table = Markup.elements(Markup.parse(html), "table").get(2);
    assertThat(table.getElementsByTagName("caption").item(0).getTextContent())
        .isEqualTo("Confusion: rows are the truth, columns the prediction");
    assertThat(html)
        .contains(";background:#fee838;color:#000;font-weight:700\">4</td>")
        .contains("<th scope=\"row\"")
        .contains("<th scope=\"col\"");
  }

  @Test
  void mistakesComeWorstFirstAndAreCounted() {
    String text = ReportView.render(Samples.report(12, 3)).text();

    assertThat(text).contains("Worst mistakes: 10 of 12 shown");
    assertThat(text.indexOf("10/11-0.jpg")).isBetween(0, text.indexOf("9/10-0.jpg"));
  }

  @Test
  void matrixThatNobodyCanReadBecomesItsWorstPairs() {
    MimeBundle twentyOne = ReportView.render(Samples.report(21, 3));
    MimeBundle fiftyOne = ReportView.render(Samples.report(51, 3));

    assertThat(twentyOne.text()).contains("Top confusions: 20 of 21 pairs shown");
    assertThat(Markup.html(twentyOne)).contains("Confusion: rows are the truth");
    assertThat(Markup.html(fiftyOne)).contains("Top confusions: 20 of 51 pairs shown");
    assertThat(fiftyOne.text()).contains("Classes: the 50 of 51 with the lowest F1");
  }

  @Test
  void matrixOfFiftyClassesStaysReadable() {
    String html = Markup.html(ReportView.render(Samples.report(50, 3)));

    assertThat(Markup.words(html, "th")).contains("50 class 49");
    assertThat(html).hasSizeLessThan(250_000);
  }
}
