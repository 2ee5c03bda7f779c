package graft.magics.render;

import graft.magics.render.HeatMap.Shade;
import java.util.List;

/** Draws a heat map as a static SVG. */
final class SvgHeatMap {

  private static final int LEFT = 190;
  private static final int TOP = 26;
  private static final int NAME_LIMIT = 24;

  private final HeatMap map;
  private final int side;
  private final StringBuilder svg = new StringBuilder();

  SvgHeatMap(HeatMap map) {
    this.map = map;
    this.side = map.side();
  }

  String svg() {
    int width = Math.max(SvgChart.PANEL_WIDTH, LEFT + cellWidth() * map.columns().size() + 60);
    int height = TOP + side * map.rows().size() + map.below();
    svg.append(SvgChart.card(width, height, map.sentence()));
    for (int row = 0; row < map.rows().size(); row++) {
      name(map.rows().get(row), LEFT - 8.0, middle(row), "text-anchor=\"end\"");
      row(row);
    }
    for (int column = 0; column < map.columns().size(); column++) {
      column(map.columns().get(column), LEFT + (column + 0.5) * cellWidth());
    }
    name(map.rowTitle(), LEFT - 8.0, 17, "text-anchor=\"end\" font-weight=\"600\"");
    name(map.columnTitle(), LEFT, height - 8.0, "font-weight=\"600\"");
    return svg.append("</svg>").toString();
  }

  /** Few columns of words get room for them. */
  private int cellWidth() {
    return map.isSlanted() ? side : Math.max(side, 120);
  }

  private double middle(int row) {
    return TOP + (row + 0.5) * side + 4;
  }

  private void row(int row) {
    List<Shade> shades = map.cells().get(row);
    for (int column = 0; column < shades.size(); column++) {
      if (!shades.get(column).isEmpty()) {
        cell(shades.get(column), row, LEFT + column * cellWidth());
      }
    }
  }

  private void cell(Shade shade, int row, int left) {
    int colour = Cividis.colour(shade.share());
    svg.append(
        Numbers.format(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>",
            left, TOP + row * side, cellWidth() - 1, side - 1, colour));
    if (map.worded()) {
      words(shade.text(), left + cellWidth() / 2.0, middle(row), Cividis.textOn(colour));
    }
  }

  /** A second line is smaller and stands below. */
  private void words(String text, double x, double y, String colour) {
    String[] lines = text.split("\n", 2);
    String look = "text-anchor=\"middle\" font-size=\"%d\" fill=\"%s\"";
    name(lines[0], x, lines.length == 1 ? y : y - 5, look.formatted(11, colour));
    if (lines.length == 2) {
      name(lines[1], x, y + 7, look.formatted(9, colour));
    }
  }

  private void column(String name, double x) {
    double y = TOP + side * map.rows().size() + (map.isSlanted() ? 12.0 : 16.0);
    if (!map.isSlanted()) {
      name(name, x, y, "text-anchor=\"middle\"");
      return;
    }
    name(
        name,
        x,
        y,
        Numbers.format("text-anchor=\"end\" transform=\"rotate(-40 %.1f %.1f)\"", x, y));
  }

  private void name(String name, double x, double y, String attributes) {
    svg.append(Numbers.format("<text x=\"%.1f\" y=\"%.1f\" %s>", x, y, attributes));
    svg.append(Html.escape(Names.elided(name, NAME_LIMIT))).append("</text>");
  }
}
