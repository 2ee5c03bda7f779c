package graft.magics.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Curves, points and bars as a plain value; {@link SvgChart} and {@link PlotlyChart} draw it.
 *
 * @param sentence the result in one sentence, for those who do not see the picture
 * @param panels side by side
 */
record Chart(String sentence, List<Panel> panels) implements Drawing {

  private static final int HEIGHT = 320;

  /** Height of a row of the legend in pixels. */
  static final int LEGEND_ROW = 19;

  private static final int LEGEND_LETTERS = 100;
  private static final int KEY = 8;

  Chart {
    panels = List.copyOf(panels);
  }

  @Override
  public int height() {
    return HEIGHT + LEGEND_ROW * (legendRows() - 1);
  }

  /** Returns how many rows of names stand above the panels. */
  int legendRows() {
    int letters =
        panels.stream()
            .flatMap(panel -> panel.series().stream())
            .map(Series::name)
            .distinct()
            .mapToInt(name -> Math.min(Html.NAME_LIMIT, name.length()) + KEY)
            .sum();
    return 1 + letters / LEGEND_LETTERS;
  }

  @Override
  public String svg() {
    return SvgChart.svg(this);
  }

  @Override
  public ObjectNode plotly() {
    return new PlotlyChart(this).figure();
  }

  /**
   * One pair of axes.
   *
   * @param title what the vertical axis measures
   * @param xTitle what the horizontal axis counts
   * @param categories names of the positions 0, 1, …; empty where the axis is numeric
   * @param series in the order of the legend
   * @param marks vertical lines
   * @param axis what the positions are
   */
  record Panel(
      String title,
      String xTitle,
      List<String> categories,
      List<Series> series,
      List<Mark> marks,
      Axis axis) {

    Panel(
        String title,
        String xTitle,
        List<String> categories,
        List<Series> series,
        List<Mark> marks) {
      this(title, xTitle, categories, series, marks, Axis.LINEAR);
    }

    Panel {
      categories = List.copyOf(categories);
      series = List.copyOf(series);
      marks = List.copyOf(marks);
    }
  }

  /**
   * Points that belong together.
   *
   * @param style index of colour, dash and marker
   * @param notes what else is said of each point that is pointed at; empty where nothing is
   */
  record Series(String name, Shape shape, int style, List<Point> points, List<String> notes) {

    Series {
      points = List.copyOf(points);
      notes = List.copyOf(notes);
      if (!notes.isEmpty() && notes.size() != points.size()) {
        throw new IllegalArgumentException(
            "series needs a note a point or none, received %d for %d"
                .formatted(notes.size(), points.size()));
      }
    }

    Series(String name, Shape shape, int style, List<Point> points) {
      this(name, shape, style, points, List.of());
    }
  }

  /** How a series is drawn. */
  enum Shape {
    LINE,
    /** A line without markers, for what only guides the eye or has very many points. */
    THIN,
    POINTS,
    BARS
  }

  /** A position; a {@code y} that is not finite is a gap. */
  record Point(double x, double y) {

    boolean isFinite() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  /** What the positions of a panel are. */
  enum Axis {
    /** The values themselves. */
    LINEAR,
    /** Their logarithms to base 10. */
    LOGARITHMIC,
    /** Shares from 0 to 1. */
    SHARE,
    /** Shares, as the values are too: both axes go from 0 to 1. */
    SHARES;

    boolean isShare() {
      return this == SHARE || this == SHARES;
    }
  }

  /** A vertical line with a word at one of its ends. */
  record Mark(double x, String word, Place place) {}

  /** Where the word of a mark stands. */
  enum Place {
    TOP,
    BOTTOM
  }
}
