package graft.magics.render;

import graft.magics.render.DotPlot.Dot;
import graft.magics.render.DotPlot.Dots;

/** Draws a dot plot as a static SVG. */
final class SvgDotPlot {

  private static final double LEFT = 190;
  private static final double RIGHT = 590;
  private static final int WIDTH = 620;
  private static final int NAME_LIMIT = 24;
  private static final int TICKS = 5;

  private final DotPlot plot;
  private final StringBuilder svg = new StringBuilder();

  SvgDotPlot(DotPlot plot) {
    this.plot = plot;
  }

  String svg() {
    svg.append(SvgChart.card(WIDTH, plot.height(), plot.sentence()));
    axis();
    for (int i = 0; i < plot.names().size(); i++) {
      text(LEFT - 10, at(i) + 4, "text-anchor=\"end\"", plot.names().get(i));
    }
    double legend = LEFT;
    for (Dots dots : plot.dots()) {
      svg.append(Stroke.of(dots.style()).marker(legend + 4, 20));
      text(legend + 14, 24, "", dots.name());
      legend += 40 + 6.4 * dots.name().length();
      draw(dots);
    }
    return svg.append("</svg>").toString();
  }

  private void axis() {
    double bottom = at(Math.max(2, plot.names().size())) - DotPlot.LINE / 2.0;
    for (int i = 0; i <= TICKS; i++) {
      double share = (double) i / TICKS;
      add("<path d=\"M%.1f %.1fV%.1f\" stroke=\"#e4e4e1\"/>", x(share), at(0) - 12, bottom);
      text(x(share), bottom + 16, "text-anchor=\"middle\"", Numbers.format("%.1f", share));
    }
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">", (LEFT + RIGHT) / 2, bottom + 34);
    svg.append(Html.escape(Names.elided(plot.title(), Html.NAME_LIMIT))).append("</text>");
  }

  /** Kinds of dots stand a little apart, so that equal values are both seen. */
  private void draw(Dots dots) {
    double apart = 3 * (2 * plot.dots().indexOf(dots) - (plot.dots().size() - 1));
    Stroke stroke = Stroke.of(dots.style());
    for (int i = 0; i < dots.values().size(); i++) {
      Dot dot = dots.values().get(i);
      if (!dot.isEmpty()) {
        double y = at(i) + apart;
        add("<path d=\"M%.1f %.1fH%.1f\" ", x(dot.low()), y, x(dot.high()));
        svg.append("stroke=\"%s\" stroke-width=\"1.5\"/>".formatted(stroke.colour()));
        svg.append(stroke.marker(x(dot.value()), y));
      }
    }
  }

  private static double x(double share) {
    return LEFT + share * (RIGHT - LEFT);
  }

  private static double at(int line) {
    return DotPlot.ABOVE + (line + 0.5) * DotPlot.LINE;
  }

  private void text(double x, double y, String attributes, String words) {
    add("<text x=\"%.1f\" y=\"%.1f\" %s>", x, y, attributes);
    svg.append(Html.escape(Names.elided(words, NAME_LIMIT))).append("</text>");
  }

  private void add(String pattern, Object... arguments) {
    svg.append(Numbers.format(pattern, arguments));
  }
}
