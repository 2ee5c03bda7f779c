package graft.magics.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/** What all of Plotly's charts have in common: colours, fonts, axes. */
final class PlotlyLayout {

  private static final String GRID = "rgba(128,128,128,.25)";
  private static final String LINE = "rgba(128,128,128,.7)";
  private static final String CLEAR = "rgba(0,0,0,0)";

  private PlotlyLayout() {}

  /** Returns a layout without axes; texts take the page's colour where {@code page.js} shows it. */
  static ObjectNode of(int height, int left, int top, int bottom) {
    ObjectNode layout = ScriptJson.object();
    layout.put("height", height).put("autosize", true).put("uirevision", "keep");
    layout.put("paper_bgcolor", CLEAR).put("plot_bgcolor", CLEAR);
    layout.putObject("margin").put("l", left).put("r", 16).put("t", top).put("b", bottom);
    layout.putObject("font").put("family", "system-ui,sans-serif").put("size", 12);
    ObjectNode bar = layout.putObject("modebar").put("bgcolor", CLEAR).put("orientation", "h");
    bar.put("color", "#808080").put("activecolor", Stroke.BLUE.colour());
    ObjectNode hover =
        layout
            .putObject("hoverlabel")
            .put("bgcolor", "#ffffff")
            .put("align", "left")
            .put("namelength", -1);
    hover.putObject("font").put("color", "#222222").put("size", 12);
    return layout;
  }

  /** Adds an axis with a title. */
  static ObjectNode axis(ObjectNode layout, String name, String title) {
    ObjectNode axis = layout.putObject(name);
    axis.put("gridcolor", GRID).put("linecolor", LINE).put("tickcolor", LINE);
    axis.put("zeroline", false).put("showline", true).put("automargin", true);
    ObjectNode words = axis.putObject("title").put("text", PlotlyText.of(title));
    words.put("standoff", 6).putObject("font").put("size", 12);
    return axis;
  }

  /** Puts names at the positions 0, 1, … of an axis; equal names stay apart. */
  static void names(ObjectNode axis, List<String> names, int limit) {
    axis.put("tickmode", "array");
    ArrayNode places = axis.putArray("tickvals");
    ArrayNode texts = axis.putArray("ticktext");
    IntStream.range(0, names.size()).forEach(places::add);
    names.forEach(name -> texts.add(PlotlyText.of(name, limit)));
  }

  /** Puts one legend above everything, so that panels share it. */
  static void legendAbove(ObjectNode layout) {
    ObjectNode legend = layout.putObject("legend").put("orientation", "h").put("bgcolor", CLEAR);
    legend.put("x", 0).put("xanchor", "left");
    legend.put("y", 1).put("yref", "container").put("yanchor", "top");
  }

  /** Gives an axis its part of the width, as shares of it. */
  static void domain(ObjectNode axis, double from, double width) {
    ArrayNode domain = axis.putArray("domain");
    domain.add(ScriptJson.number(from)).add(ScriptJson.number(from + width));
  }

  static void range(ObjectNode axis, double from, double to) {
    axis.putArray("range").add(from).add(to);
  }
}
