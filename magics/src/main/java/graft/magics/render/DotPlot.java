package graft.magics.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Shares from 0 to 1 by name, a line a name: dots, with intervals where there are some.
 *
 * @param sentence what it shows, with numbers
 * @param title what the dots measure
 * @param names from top to bottom
 * @param dots in the order of the legend
 */
record DotPlot(String sentence, String title, List<String> names, List<Dots> dots)
    implements Drawing {

  /** Height of a line in pixels. */
  static final int LINE = 26;

  static final int ABOVE = 50;
  static final int BELOW = 46;

  DotPlot {
    names = List.copyOf(names);
    dots = List.copyOf(dots);
  }

  /**
   * One kind of dot.
   *
   * @param style index of colour and marker
   * @param values one a name; NaN is left out
   */
  record Dots(String name, int style, List<Dot> values) {

    Dots {
      values = List.copyOf(values);
    }
  }

  /**
   * One dot.
   *
   * @param value from 0 to 1, NaN where there is none
   * @param low where its interval begins, equal to the value where it has none
   * @param high where its interval ends
   */
  record Dot(double value, double low, double high) {

    static Dot of(double value) {
      return new Dot(value, value, value);
    }

    boolean isEmpty() {
      return Double.isNaN(value);
    }
  }

  @Override
  public int height() {
    return ABOVE + Math.max(2, names.size()) * LINE + BELOW;
  }

  @Override
  public String svg() {
    return new SvgDotPlot(this).svg();
  }

  @Override
  public ObjectNode plotly() {
    return new PlotlyDotPlot(this).figure();
  }
}
