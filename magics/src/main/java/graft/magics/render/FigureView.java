package graft.magics.render;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.plotly.components.Figure;

/**
 * Shows a figure that a user made with jsplot: a static picture, and the script that jsplot emits,
 * which draws in its place where scripts run.
 */
public final class FigureView {

  private static final Pattern TITLE = Pattern.compile("(?m)^(\\s*title: )('[^'\\n]*'),$");

  private static final String TARGET = "graft_figure";
  private static final Pattern HEIGHT = Pattern.compile("(?m)^\\s*height: ([0-9]{1,5}),?$");
  private static final int USUAL_HEIGHT = 450;

  private FigureView() {}

  /** Shows a figure. */
  public static MimeBundle render(Figure figure) {
    List<FigureTrace> traces = Arrays.stream(figure.getTraces()).map(FigureTrace::of).toList();
    String script = figure.asJavascript(TARGET);
    String title = figure.getLayout() == null ? "" : FigureTrace.property(script, "title");
    String text = text(title, traces);
    String heading =
        title.isEmpty() ? "" : Html.element("div", Style.SUBJECT, Html.sentence(title));
    String picture = new FigurePicture(script, text.replace('\n', ' '), traces).html();
    String chart =
        traces.stream().allMatch(FigureTrace::isFlat)
            ? ChartBox.foreign(picture, text.replace('\n', ' '), height(script), drawing(script))
            : picture;
    return MimeBundle.of(text, Html.element("div", Style.FRAME, heading + chart));
  }

  private static int height(String script) {
    Matcher height = HEIGHT.matcher(script);
    return height.find() ? Integer.parseInt(height.group(1)) : USUAL_HEIGHT;
  }

  private static String text(String title, List<FigureTrace> traces) {
    StringJoiner lines = new StringJoiner("\n");
    String name = title.isEmpty() ? "figure" : "figure '" + title + "'";
    lines.add(
        Names.elided(name, Html.SENTENCE_LIMIT) + ": " + Numbers.count(traces.size(), "trace"));
    for (FigureTrace trace : traces) {
      String called = trace.name().isEmpty() ? "" : " '" + trace.name() + "'";
      String size = trace.size() == 0 ? "" : ", " + Numbers.count(trace.size(), "point");
      lines.add("- " + Names.elided(trace.type() + called, Html.NAME_LIMIT) + size);
    }
    return lines.toString();
  }

  /**
   * Returns a function that draws into a node. It keeps the script's names to itself and its text
   * from ending the element that holds it; Plotly 3 and later read titles only from objects.
   */
  private static String drawing(String script) {
    int from = script.indexOf("<script>") + "<script>".length();
    String body = script.substring(from, script.lastIndexOf("</script>"));
    String titled = TITLE.matcher(body).replaceAll("$1{text: $2},");
    String placed = titled.replace("document.getElementById('" + TARGET + "')", "node");
    return "function (Plotly, node) {\n%s\n}".formatted(inert(placed));
  }

  private static String inert(String script) {
    return script
        .replaceAll("(?i)</(script)", "<\\\\/$1")
        .replace("<!--", "<\\!--")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
