package graft.magics.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A matrix of shaded cells: rows downwards, columns to the right.
 *
 * @param sentence what it shows, with numbers
 * @param rowTitle what the rows are
 * @param columnTitle what the columns are
 * @param rows their names
 * @param columns their names
 * @param cells by row
 * @param worded whether the cells' texts are written into them
 */
record HeatMap(
    String sentence,
    String rowTitle,
    String columnTitle,
    List<String> rows,
    List<String> columns,
    List<List<Shade>> cells,
    boolean worded)
    implements Drawing {

  private static final int ABOVE = 30;
  private static final int BELOW = 50;
  private static final int NAME_LIMIT = 24;

  /** So many columns share the whole width. */
  private static final int WIDE_COLUMNS = 4;

  private static final double SLANTED = 4.4;

  HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    cells = cells.stream().map(List::copyOf).toList();
  }

  /**
   * One cell.
   *
   * @param share how dark or light, from 0 to 1; NaN leaves it empty
   * @param text what is written in it
   * @param sentence what is said of it where it is pointed at
   */
  record Shade(double share, String text, String sentence) {

    boolean isEmpty() {
      return Double.isNaN(share);
    }
  }

  /** Returns the side of a cell in pixels: room for words where they are written. */
  int side() {
    int most = Math.max(rows.size(), columns.size());
    return worded ? Math.max(20, Math.min(44, 600 / most)) : Math.max(12, Math.min(24, 600 / most));
  }

  @Override
  public int height() {
    return ABOVE + rows.size() * side() + below();
  }

  /** Returns whether the names of the columns are written slanted, for want of width. */
  boolean isSlanted() {
    return columns.size() > WIDE_COLUMNS;
  }

  /** Returns the room for the names of the columns. */
  int below() {
    if (!isSlanted()) {
      return BELOW;
    }
    int longest = columns.stream().mapToInt(String::length).max().orElse(0);
    return (int) (BELOW + SLANTED * Math.min(NAME_LIMIT, longest));
  }

  @Override
  public String svg() {
    return new SvgHeatMap(this).svg();
  }

  @Override
  public ObjectNode plotly() {
    return new PlotlyHeatMap(this).figure();
  }
}
