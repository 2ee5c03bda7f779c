package graft.magics.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.magics.render.Chart.Axis;
import graft.magics.render.Chart.Mark;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Point;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Draws curves, points and bars with Plotly. */
final class PlotlyChart {

  private static final double GAP = 0.1;
  private static final int MARKERS = 40;
  private static final int TICK_LIMIT = 16;
  private static final int GAPS = 20;
  private static final int FEW = 10;

  private final Chart chart;
  private final ObjectNode layout;
  private final ArrayNode data = ScriptJson.array();
  private final Set<String> named = new HashSet<>();

  PlotlyChart(Chart chart) {
    this.chart = chart;
    this.layout =
        PlotlyLayout.of(chart.height(), 56, 76 + Chart.LEGEND_ROW * (chart.legendRows() - 1), 48);
  }

  /** Returns {@code data} and {@code layout}. */
  ObjectNode figure() {
    boolean curves = chart.panels().stream().noneMatch(panel -> panel.axis().isShare());
    layout.put("hovermode", curves ? "x unified" : "closest");
    PlotlyLayout.legendAbove(layout);
    layout.putArray("shapes");
    layout.putArray("annotations");
    for (int i = 0; i < chart.panels().size(); i++) {
      panel(chart.panels().get(i), i);
    }
    ObjectNode figure = ScriptJson.object();
    figure.set("data", data);
    figure.set("layout", layout);
    return figure;
  }

  private void panel(Panel panel, int index) {
    String number = index == 0 ? "" : String.valueOf(index + 1);
    horizontal(panel, index, number);
    vertical(panel, number);
    title(panel.title(), number);
    panel.series().forEach(series -> trace(panel, series, number));
    panel.marks().forEach(mark -> mark(panel, mark, number));
  }

  private void horizontal(Panel panel, int index, String number) {
    ObjectNode axis = PlotlyLayout.axis(layout, "xaxis" + number, panel.xTitle());
    axis.put("anchor", "y" + number);
    double width = (1 - GAP * (chart.panels().size() - 1)) / chart.panels().size();
    PlotlyLayout.domain(axis, index * (width + GAP), width);
    if (!panel.categories().isEmpty()) {
      PlotlyLayout.names(axis, panel.categories(), TICK_LIMIT);
    } else if (panel.axis() == Axis.LOGARITHMIC) {
      axis.put("type", "log").put("exponentformat", "power");
    } else if (panel.axis().isShare()) {
      PlotlyLayout.range(axis, -0.02, 1.02);
    } else if (countsFewWholes(panel)) {
      axis.put("dtick", 1);
    }
    if (index > 0 && sharesAxis(panel)) {
      axis.put("matches", "x");
    }
  }

  private static boolean countsFewWholes(Panel panel) {
    return panel.series().stream()
        .filter(series -> series.shape() == Shape.LINE)
        .flatMap(series -> series.points().stream())
        .allMatch(point -> point.x() == Math.rint(point.x()) && point.x() <= FEW);
  }

  /** Panels over the same positions are zoomed together. */
  private boolean sharesAxis(Panel panel) {
    Panel first = chart.panels().get(0);
    return panel.axis() == first.axis() && panel.xTitle().equals(first.xTitle());
  }

  private void vertical(Panel panel, String number) {
    ObjectNode axis = PlotlyLayout.axis(layout, "yaxis" + number, "");
    axis.put("anchor", "x" + number).put("hoverformat", ".4~g");
    if (panel.axis() == Axis.SHARES) {
      PlotlyLayout.range(axis, -0.02, 1.02);
    } else if (panel.series().stream().anyMatch(series -> series.shape() == Shape.BARS)) {
      axis.put("rangemode", "tozero");
    }
  }

  private void title(String title, String number) {
    ObjectNode note = annotation(title, "x" + number + " domain", 0, "y" + number + " domain", 1);
    note.put("xanchor", "left").put("yanchor", "bottom").put("yshift", 16);
    note.putObject("font").put("size", 13).put("weight", 600);
  }

  private ObjectNode annotation(String words, String xref, double x, String yref, double y) {
    ObjectNode note = layout.withArrayProperty("annotations").addObject();
    note.put("text", PlotlyText.of(words)).put("showarrow", false);
    note.put("xref", xref).put("yref", yref).put("y", y);
    note.set("x", ScriptJson.number(x));
    return note;
  }

  private void trace(Panel panel, Series series, String number) {
    ObjectNode trace = data.addObject();
    trace.put("type", series.shape() == Shape.BARS ? "bar" : "scatter");
    trace
        .put("name", PlotlyText.of(series.name()))
        .put("legendgroup", PlotlyText.of(series.name()));
    trace.put("showlegend", named.add(series.name()) && !series.name().isEmpty());
    trace.put("xaxis", "x" + number).put("yaxis", "y" + number);
    look(trace, series);
    List<Point> points = Downsample.thin(series.points());
    trace.set("x", numbers(points, point -> position(panel, point.x())));
    trace.set("y", numbers(points, Point::y));
    if (!series.notes().isEmpty()) {
      ArrayNode notes = trace.putArray("customdata");
      Downsample.places(series.points())
          .mapToObj(series.notes()::get)
          .forEach(note -> notes.add(PlotlyText.of(note)));
      trace.put("hovertemplate", "%{y} · %{customdata}");
    }
    points.stream()
        .filter(point -> !point.isFinite())
        .limit(GAPS)
        .forEach(point -> gap(point, number));
  }

  private static void look(ObjectNode trace, Series series) {
    Stroke stroke = Stroke.of(series.style());
    ObjectNode marker = trace.putObject("marker").put("color", stroke.colour());
    switch (series.shape()) {
      case BARS -> trace.remove("mode");
      case POINTS -> trace.put("mode", "markers");
      case THIN -> trace.put("mode", "lines");
      case LINE -> trace.put("mode", "lines+markers");
    }
    if (series.shape() != Shape.BARS) {
      marker.put("symbol", stroke.symbol()).put("size", 7).put("maxdisplayed", MARKERS);
      line(trace.putObject("line"), stroke, series.shape() == Shape.THIN);
    }
  }

  private static void line(ObjectNode line, Stroke stroke, boolean thin) {
    line.put("color", thin ? Stroke.GREY : stroke.colour());
    line.put("dash", thin ? "solid" : stroke.plotlyDash()).put("width", thin ? 1 : 2);
  }

  private static double position(Panel panel, double x) {
    return panel.axis() == Axis.LOGARITHMIC ? Math.pow(10, x) : x;
  }

  private static ArrayNode numbers(List<Point> points, ToDoubleFunction<Point> value) {
    ArrayNode numbers = ScriptJson.array();
    points.forEach(point -> numbers.add(ScriptJson.number(value.applyAsDouble(point))));
    return numbers;
  }

  private void gap(Point point, String number) {
    annotation("×", "x" + number, point.x(), "y" + number + " domain", 1)
        .put("hovertext", "no finite number");
  }

  /** Places of shapes are values, places of annotations on a logarithmic axis are logarithms. */
  private void mark(Panel panel, Mark mark, String number) {
    ObjectNode line = layout.withArrayProperty("shapes").addObject().put("type", "line");
    line.put("xref", "x" + number).put("yref", "y" + number + " domain").put("y0", 0).put("y1", 1);
    line.set("x0", ScriptJson.number(position(panel, mark.x())));
    line.set("x1", ScriptJson.number(position(panel, mark.x())));
    line.putObject("line").put("color", "#808080").put("dash", "dot").put("width", 1.5);
    boolean top = mark.place() == Chart.Place.TOP;
    annotation(mark.word(), "x" + number, mark.x(), "y" + number + " domain", top ? 1 : 0)
        .put("xanchor", "left")
        .put("yanchor", "bottom")
        .put("xshift", 3)
        .putObject("font")
        .put("size", 11);
  }
}
