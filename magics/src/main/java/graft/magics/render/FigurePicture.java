package graft.magics.render;

import graft.magics.render.Chart.Axis;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Point;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Shows a user's figure without a script: lines, points and bars as a picture, shades as a table.
 */
final class FigurePicture {

  private final String script;
  private final String sentence;
  private final List<FigureTrace> traces;

  /**
   * @param script what jsplot emits; axes and their titles are read from it
   * @param sentence what the picture shows
   */
  FigurePicture(String script, String sentence, List<FigureTrace> traces) {
    this.script = script;
    this.sentence = sentence;
    this.traces = List.copyOf(traces);
  }

  String html() {
    if (!traces.isEmpty() && traces.stream().allMatch(FigureTrace::isDrawable)) {
      return ChartBox.picture(new Chart(sentence, panels()));
    }
    if (traces.size() == 1 && traces.get(0).isHeatmap()) {
      return heatmap(traces.get(0)).html();
    }
    String missing =
        traces.stream().allMatch(FigureTrace::isFlat)
            ? "this kind of chart is drawn where scripts run"
            : "this kind of chart is not part of the Plotly that Graft brings";
    return Html.element("div", Style.LINE, Html.sentence(sentence))
        + Html.element("div", Style.QUIET, missing);
  }

  private List<Panel> panels() {
    return traces.stream()
        .map(FigureTrace::axis)
        .distinct()
        .map(
            axis ->
                panel(axis, traces.stream().filter(trace -> trace.axis().equals(axis)).toList()))
        .toList();
  }

  private Panel panel(String axis, List<FigureTrace> traces) {
    boolean numeric = traces.stream().allMatch(FigureTrace::hasNumericAxis);
    List<String> categories =
        numeric
            ? List.of()
            : traces.stream().flatMap(trace -> trace.x().stream()).distinct().toList();
    Axis type = numeric ? FigureTrace.axisType(script, "xaxis" + axis) : Axis.LINEAR;
    List<Series> series = new ArrayList<>();
    for (FigureTrace trace : traces) {
      int style = Curves.style(trace.name(), series.size());
      series.add(new Series(trace.name(), shape(trace), style, points(trace, categories, type)));
    }
    return new Panel(
        FigureTrace.axisTitle(script, "yaxis" + axis),
        FigureTrace.axisTitle(script, "xaxis" + axis),
        categories,
        series,
        List.of(),
        type);
  }

  private static Shape shape(FigureTrace trace) {
    if (trace.type().equals("bar")) {
      return Shape.BARS;
    }
    return trace.mode().contains("lines") ? Shape.LINE : Shape.POINTS;
  }

  private static List<Point> points(FigureTrace trace, List<String> categories, Axis type) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < trace.x().size(); i++) {
      String x = trace.x().get(i);
      double at = categories.isEmpty() ? Double.parseDouble(x) : categories.indexOf(x);
      points.add(
          new Point(
              type == Axis.LOGARITHMIC ? Math.log10(at) : at,
              Double.parseDouble(trace.y().get(i))));
    }
    return points;
  }

  private Sheet heatmap(FigureTrace trace) {
    Scale scale =
        Scale.tight(
            trace.z().stream()
                .flatMapToDouble(row -> row.stream().mapToDouble(Double::parseDouble)),
            0,
            1);
    String rows = FigureTrace.axisTitle(script, "yaxis");
    Sheet sheet = new Sheet("").words(rows).shades(trace.x().toArray(String[]::new));
    for (int i = 0; i < trace.y().size(); i++) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.name(trace.y().get(i)));
      DoubleStream values = trace.z().get(i).stream().mapToDouble(Double::parseDouble);
      values.forEach(value -> cells.add(shade(value, scale)));
      sheet.row(cells);
    }
    return sheet;
  }

  private static Cell shade(double value, Scale scale) {
    String words = value == Math.rint(value) ? Numbers.count((long) value) : Numbers.value(value);
    String style = Double.isNaN(value) ? "" : ";" + Cividis.style(scale.at(value));
    return new Cell(words, words, style);
  }
}
