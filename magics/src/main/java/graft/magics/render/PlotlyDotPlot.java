package graft.magics.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.magics.render.DotPlot.Dot;
import graft.magics.render.DotPlot.Dots;

/** Draws a dot plot with Plotly. */
final class PlotlyDotPlot {

  private static final int NAME_LIMIT = 24;

  private final DotPlot plot;

  PlotlyDotPlot(DotPlot plot) {
    this.plot = plot;
  }

  /** Returns {@code data} and {@code layout}. */
  ObjectNode figure() {
    ObjectNode figure = ScriptJson.object();
    ArrayNode data = figure.putArray("data");
    plot.dots().forEach(dots -> trace(data.addObject(), dots));
    figure.set("layout", layout());
    return figure;
  }

  private void trace(ObjectNode trace, Dots dots) {
    Stroke stroke = Stroke.of(dots.style());
    double apart = 0.14 * (2 * plot.dots().indexOf(dots) - (plot.dots().size() - 1));
    trace.put("type", "scatter").put("mode", "markers").put("name", PlotlyText.of(dots.name()));
    trace
        .putObject("marker")
        .put("color", stroke.colour())
        .put("symbol", stroke.symbol())
        .put("size", 8);
    trace.put("hovertemplate", "%{customdata}<extra></extra>");
    ArrayNode x = trace.putArray("x");
    ArrayNode y = trace.putArray("y");
    ArrayNode said = trace.putArray("customdata");
    ObjectNode error = trace.putObject("error_x").put("type", "data").put("symmetric", false);
    error.put("thickness", 1.5).put("width", 0);
    ArrayNode above = error.putArray("array");
    ArrayNode below = error.putArray("arrayminus");
    for (int i = 0; i < dots.values().size(); i++) {
      Dot dot = dots.values().get(i);
      x.add(ScriptJson.number(dot.value()));
      y.add(ScriptJson.number(i + apart));
      above.add(ScriptJson.number(dot.high() - dot.value()));
      below.add(ScriptJson.number(dot.value() - dot.low()));
      said.add(PlotlyText.of(sentence(dots.name(), plot.names().get(i), dot), Html.SENTENCE_LIMIT));
    }
  }

  private static String sentence(String kind, String name, Dot dot) {
    String value = "%s of %s: %s".formatted(kind, name, Numbers.share(dot.value()));
    return dot.low() == dot.high() || dot.isEmpty()
        ? value
        : "%s (95 %% interval %s to %s)"
            .formatted(value, Numbers.share(dot.low()), Numbers.share(dot.high()));
  }

  private ObjectNode layout() {
    ObjectNode layout = PlotlyLayout.of(plot.height(), 60, DotPlot.ABOVE, DotPlot.BELOW);
    layout.put("hovermode", "closest");
    PlotlyLayout.legendAbove(layout);
    PlotlyLayout.range(PlotlyLayout.axis(layout, "xaxis", plot.title()), -0.02, 1.02);
    ObjectNode names = PlotlyLayout.axis(layout, "yaxis", "");
    PlotlyLayout.names(names, plot.names(), NAME_LIMIT);
    PlotlyLayout.range(names, Math.max(2, plot.names().size()) - 0.5, -0.5);
    return layout;
  }
}
