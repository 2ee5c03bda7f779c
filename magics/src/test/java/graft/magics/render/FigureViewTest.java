package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.train.Outcome;
import graft.train.RateSweep;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.PieTrace;
import tech.tablesaw.plotly.traces.Scatter3DTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;

class FigureViewTest {

  @Test
  void textNamesTracesAndPoints() {
    Figure figure = Plots.plot(Samples.history(Outcome.FINISHED, 3));

    assertThat(FigureView.render(figure).text())
        .isEqualTo(
            """
            figure '%s': 3 traces
            - scatter 'training loss', 3 points
            - scatter 'validation loss', 3 points
            - scatter 'validation accuracy', 3 points"""
                .formatted(Samples.SUBJECT));
  }

  @Test
  void linesAreDrawnWithoutAScriptToo() {
    String html = Markup.html(FigureView.render(Plots.plot(Samples.history(Outcome.FINISHED, 3))));

    List<String> words = Markup.words(Markup.svg(withoutScript(html)), "text");
    assertThat(words).contains("loss", "training loss", "validation loss", "epoch");
    assertThat(words).contains("accuracy", "validation accuracy");
  }

  @Test
  void barsOfCategoriesAreDrawnWithoutAScriptToo() {
    Figure figure =
        new Figure(
            BarTrace.builder(new String[] {"it's \"a\"", "b,c"}, new double[] {3, -1}).build());

    String svg = Markup.svg(withoutScript(Markup.html(FigureView.render(figure))));

    assertThat(Markup.words(svg, "text")).contains("it's \"a\"", "b,c");
    assertThat(Markup.elements(Markup.parse(svg), "rect")).hasSize(3);
  }

  @Test
  void heatMapIsATableWithoutAScript() {
    Figure figure =
        Plots.plot(Samples.report(List.of("rose", "tulip"), new int[][] {{2, 1}, {0, 4}}));

    String html = withoutScript(Markup.html(FigureView.render(figure)));

    assertThat(Markup.words(html, "tr")).containsExactly("truthrosetulip", "rose21", "tulip04");
  }

  @Test
  void kindThatOnlyPlotlyDrawsSaysSo() {
    Figure figure =
        new Figure(
            PieTrace.builder(StringColumn.create("s", "a", "b"), IntColumn.create("i", 1, 2))
                .build());

    String html = Markup.html(FigureView.render(figure));

    assertThat(html).contains("this kind of chart is drawn where scripts run");
  }

  @Test
  void kindThatTheBuildLacksIsNotDrawnAsAnother() {
    double[] numbers = {1, 2};
    Figure figure = new Figure(Scatter3DTrace.builder(numbers, numbers, numbers).build());

    String html = Markup.html(FigureView.render(figure));

    assertThat(html)
        .contains("this kind of chart is not part of the Plotly that Graft brings")
        .doesNotContain("<script>");
  }

  @Test
  void lineBreaksAndBackslashesInATitleStayInside() {
    String subject = "a\nb \\' on \u2028 C:\\";
    RateSweep sweep =
        new RateSweep(
            subject, "", "", List.of(1e-3), List.of(1.0), List.of(1.0), OptionalDouble.empty(), "");

    MimeBundle bundle = FigureView.render(Plots.plot(sweep));

    assertThat(Markup.html(bundle))
        .contains("title: {text: 'a\\\\nb \\\\&#39; on \\\\u2028 C:\\\\'},");
    assertThat(bundle.text()).startsWith("figure 'a\\nb \\' on \\u2028 C:\\': ");
  }

  @Test
  void tallFigureKeepsItsHeight() {
    Figure figure =
        new Figure(
            Layout.builder("tall").height(900).build(),
            ScatterTrace.builder(new double[] {1}, new double[] {2}).build());

    assertThat(Markup.html(FigureView.render(figure))).contains("\"height\":900,");
  }

  @Test
  void classNamesAreNoMarkupInAMatrix() {
    String link = "<a href='https://example.org/'>x</a>";
    Figure figure = Plots.plot(Samples.report(List.of(link, "b"), new int[][] {{2, 1}, {0, 4}}));

    String html = Markup.html(FigureView.render(figure));

    assertThat(html).contains("\"&lt;a href='https://example.org/'&gt;x&lt;/a&gt;\"");
    assertThat(Markup.words(withoutScript(html), "tr").get(1)).startsWith(link);
  }

  @Test
  void scriptCannotEndItsElement() {
    double[] points = {1, 2};
    Figure figure =
        new Figure(
            Layout.builder("it's a title").build(),
            ScatterTrace.builder(points, points)
                .text(new String[] {"</script><b>", "<!-- \u2028"})
                .name("</SCRIPT>")
                .build());

    String html = Markup.html(FigureView.render(figure));

    String script = html.substring(html.indexOf("<script>") + 8, html.lastIndexOf("</script>"));
    assertThat(script)
        .contains("<\\/script><b>", "<\\!--")
        .doesNotContainIgnoringCase("</script")
        .doesNotContain("<!--", "\u2028");
  }

  @Test
  void titlesAreObjectsAsPlotlyThreeWants() {
    Figure figure = new Figure(Layout.builder("it's a title").build());

    assertThat(Markup.html(FigureView.render(figure)))
        .contains("title: {text: 'it&#39;s a title'},");
  }

  @Test
  void nothingIsFetched() {
    String html = Markup.html(FigureView.render(Plots.plot(Samples.history(Outcome.FINISHED, 3))));

    assertThat(html).doesNotContain("http:", "https:", "src=\"//");
  }

  @Test
  void scriptDrawsIntoTheNodeThatItIsGiven() {
    Figure figure = Plots.plot(Samples.history(Outcome.FINISHED, 3));

    String html = Markup.html(FigureView.render(figure));

    assertThat(html).contains("\"draw\":function (Plotly, node) {").contains(" = node;");
    assertThat(html).doesNotContain("getElementById");
    assertThat(Markup.html(FigureView.render(figure))).isEqualTo(html);
  }

  private static String withoutScript(String html) {
    return html.replaceAll("(?s)<script>.*</script>", "");
  }
}
