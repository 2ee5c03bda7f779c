package graft.magics.render;

import java.util.List;

/**
 * A chart as a plain value; {@link SvgChart} draws the picture that every front-end shows.
 *
 * @param sentence the result in one sentence, for those who do not see the picture
 * @param panels side by side
 */
record Chart(String sentence, List<Panel> panels) {

  Chart {
    panels = List.copyOf(panels);
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
   */
  record Series(String name, Shape shape, int style, List<Point> points) {

    Series {
      points = List.copyOf(points);
    }
  }

  /** How a series is drawn. */
  enum Shape {
    LINE,
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
    LOGARITHMIC
  }

  /** A vertical line with a word at one of its ends. */
  record Mark(double x, String word, Place place) {}

  /** Where the word of a mark stands. */
  enum Place {
    TOP,
    BOTTOM
  }
}
