package graft.magics.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.magics.render.HeatMap.Shade;
import java.util.List;

/** Draws a heat map with Plotly. */
final class PlotlyHeatMap {

  private static final int NAME_LIMIT = 24;

  private final HeatMap map;

  PlotlyHeatMap(HeatMap map) {
    this.map = map;
  }

  /** Returns {@code data} and {@code layout}. */
  ObjectNode figure() {
    ObjectNode figure = ScriptJson.object();
    trace(figure.putArray("data").addObject());
    figure.set("layout", layout());
    return figure;
  }

  private void trace(ObjectNode trace) {
    trace.put("type", "heatmap").put("zmin", 0).put("zmax", 1).put("showscale", false);
    trace.put("xgap", 1).put("ygap", 1).put("hovertemplate", "%{hovertext}<extra></extra>");
    trace.set("colorscale", Cividis.plotly());
    ArrayNode shares = trace.putArray("z");
    ArrayNode sentences = trace.putArray("hovertext");
    map.cells().forEach(row -> add(row, shares.addArray(), sentences.addArray()));
    if (map.worded()) {
      trace.put("texttemplate", "%{text}");
      ArrayNode texts = trace.putArray("text");
      map.cells().forEach(row -> add(row, texts.addArray()));
    }
  }

  private static void add(List<Shade> row, ArrayNode shares, ArrayNode sentences) {
    for (Shade shade : row) {
      shares.add(ScriptJson.number(shade.share()));
      sentences.add(PlotlyText.of(shade.sentence(), Html.SENTENCE_LIMIT));
    }
  }

  private static void add(List<Shade> row, ArrayNode texts) {
    row.forEach(shade -> texts.add(PlotlyText.lines(shade.text())));
  }

  private ObjectNode layout() {
    ObjectNode layout = PlotlyLayout.of(map.height(), 60, 30, map.below());
    layout.put("hovermode", "closest");
    if (map.columns().size() * map.side() < 600 && map.isSlanted()) {
      layout.put("width", 240 + map.columns().size() * map.side()).put("autosize", false);
    }
    ObjectNode across = PlotlyLayout.axis(layout, "xaxis", map.columnTitle());
    PlotlyLayout.names(across, map.columns(), NAME_LIMIT);
    across.put("showgrid", false);
    if (map.isSlanted()) {
      across.put("tickangle", -40);
    }
    ObjectNode down = PlotlyLayout.axis(layout, "yaxis", map.rowTitle());
    PlotlyLayout.names(down, map.rows(), NAME_LIMIT);
    down.put("showgrid", false).put("autorange", "reversed");
    return layout;
  }
}
