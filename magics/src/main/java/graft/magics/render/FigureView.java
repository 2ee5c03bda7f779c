package graft.magics.render;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.regex.Pattern;
import tech.tablesaw.plotly.components.Figure;

/**
 * Shows a figure that a user made with jsplot: a static picture, and the script that jsplot emits,
 * which replaces the picture where the page has loaded Plotly.
 */
public final class FigureView {

  private static final Pattern TITLE = Pattern.compile("(?m)^(\\s*title: )('[^'\\n]*'),$");

  private FigureView() {}

  /** Shows a figure. */
  public static MimeBundle render(Figure figure) {
    List<FigureTrace> traces = Arrays.stream(figure.getTraces()).map(FigureTrace::of).toList();
    String id = "graft_" + UUID.randomUUID().toString().replace("-", "");
    String script = figure.asJavascript(id);
    String title = figure.getLayout() == null ? "" : FigureTrace.property(script, "title");
    String text = text(title, traces);
    String heading =
        title.isEmpty() ? "" : Html.element("div", Style.SUBJECT, Html.sentence(title));
    String picture = new FigurePicture(script, text.replace('\n', ' '), traces).html();
    String html =
        "<div id=\"%1$s\"></div><div id=\"%1$s_static\">%2$s</div><script>%3$s</script>"
            .formatted(id, heading + picture, guarded(id, script));
    return MimeBundle.of(text, Html.element("div", Style.FRAME, html));
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
   * Keeps the script's names to itself and its text from ending the element that holds it; Plotly 3
   * and later read titles only from objects.
   */
  private static String guarded(String id, String script) {
    int from = script.indexOf("<script>") + "<script>".length();
    String body = script.substring(from, script.lastIndexOf("</script>"));
    return """
    (function () {
    if (typeof Plotly === "undefined") { return; }
    document.getElementById("%s_static").style.display = "none";
    %s
    })();"""
        .formatted(id, inert(TITLE.matcher(body).replaceAll("$1{text: $2},")));
  }

  private static String inert(String script) {
    return script
        .replaceAll("(?i)</(script)", "<\\\\/$1")
        .replace("<!--", "<\\!--")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
