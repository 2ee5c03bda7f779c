package graft.magics.render;

import graft.magics.render.Chart.Mark;
import graft.magics.render.Chart.Panel;
import graft.magics.render.Chart.Point;
import graft.magics.render.Chart.Series;
import graft.magics.render.Chart.Shape;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws one pair of axes with its series. */
final class SvgPanel {

  private static final double LEFT = 56;
  private static final double RIGHT = SvgChart.PANEL_WIDTH - 16;
  private static final double TOP = 70;
  private static final double BOTTOM = SvgChart.HEIGHT - 40;
  private static final int NAME_LIMIT = 22;
  private static final int TICK_LIMIT = 12;
  private static final int TITLE_LIMIT = 40;

  private final Panel panel;
  private final Scale x;
  private final Scale y;
  private final StringBuilder svg = new StringBuilder();

  SvgPanel(Panel panel) {
    this.panel = panel;
    this.x = horizontalScale(LEFT + 12, RIGHT - 12);
    this.y = Scale.nice(values(false), BOTTOM, TOP);
  }

  String draw() {
    text(14, 20, "font-weight=\"600\" font-size=\"13\"", title(panel.title()));
    legend();
    verticalAxis();
    horizontalAxis();
    panel.marks().forEach(this::mark);
    panel.series().forEach(this::series);
    if (hasGap()) {
      text(RIGHT, 20, "text-anchor=\"end\" font-size=\"11\"", "× no finite number");
    }
    if (values(false).findAny().isEmpty()) {
      text((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2, "text-anchor=\"middle\"", "no value yet");
    }
    return svg.toString();
  }

  private Scale horizontalScale(double from, double to) {
    if (panel.axis().isShare()) {
      return new Scale(0, 1, 0.2, from, to);
    }
    return isLogarithmic()
        ? Scale.decades(values(true), from, to)
        : Scale.tight(values(true), from, to);
  }

  private DoubleStream values(boolean horizontal) {
    DoubleStream values =
        panel.series().stream()
            .flatMap(series -> series.points().stream())
            .mapToDouble(point -> horizontal ? point.x() : point.y());
    boolean bars = panel.series().stream().anyMatch(series -> series.shape() == Shape.BARS);
    return bars && !horizontal ? DoubleStream.concat(values, DoubleStream.of(0)) : values;
  }

  private boolean hasGap() {
    return panel.series().stream()
        .flatMap(series -> series.points().stream())
        .anyMatch(point -> !point.isFinite());
  }

  private void legend() {
    double at = 14;
    for (Series series : panel.series()) {
      if (at > RIGHT - 60) {
        text(at, 42, "", "…");
        return;
      }
      String name = Names.elided(series.name(), NAME_LIMIT);
      key(series, at);
      text(at + 32, 42, "", name);
      at += 46 + 6.4 * name.length();
    }
  }

  private void key(Series series, double at) {
    Stroke stroke = Stroke.of(series.style());
    switch (series.shape()) {
      case BARS -> add("<path d=\"M%.1f 33h10v10h-10z\" fill=\"%s\"/>", at + 8, stroke.colour());
      case POINTS -> svg.append(stroke.marker(at + 13, 38));
      case THIN -> add("<path d=\"M%.1f 38h26\" %s/>", at, Stroke.THIN);
      case LINE -> {
        add("<path d=\"M%.1f 38h26\" %s/>", at, stroke.line());
        svg.append(stroke.marker(at + 13, 38));
      }
    }
  }

  private void verticalAxis() {
    for (double tick : y.ticks()) {
      add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"#e4e4e1\"/>", LEFT, y.at(tick), RIGHT);
      text(LEFT - 8, y.at(tick) + 4, "text-anchor=\"end\"", y.label(tick));
    }
  }

  private void horizontalAxis() {
    add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"#777\"/>", LEFT, BOTTOM, RIGHT);
    text(
        (LEFT + RIGHT) / 2, SvgChart.HEIGHT - 8.0, "text-anchor=\"middle\"", title(panel.xTitle()));
    if (values(true).noneMatch(Double::isFinite)) {
      return;
    }
    for (double tick : x.ticks()) {
      add("<path d=\"M%.1f %.1fv4\" stroke=\"#777\"/>", x.at(tick), BOTTOM);
      text(x.at(tick), BOTTOM + 17, "text-anchor=\"middle\"", tickLabel(tick));
    }
  }

  private boolean isLogarithmic() {
    return panel.axis() == Chart.Axis.LOGARITHMIC;
  }

  private String tickLabel(double tick) {
    if (isLogarithmic()) {
      return "1e" + x.label(tick);
    }
    int index = (int) tick;
    return index >= 0 && index < panel.categories().size()
        ? Names.elided(panel.categories().get(index), categoryLimit())
        : x.label(tick);
  }

  /** Returns how many characters fit between two ticks. */
  private int categoryLimit() {
    return (int) Math.max(2, Math.min(TICK_LIMIT, (x.at(x.step()) - x.at(0)) / 7));
  }

  private void mark(Mark mark) {
    double at = x.at(mark.x());
    boolean fits = at + 8 + 6.4 * mark.word().length() < RIGHT;
    add("<path d=\"M%.1f %.1fV%.1f\" stroke=\"#777\" ", at, TOP - 16, BOTTOM);
    svg.append("stroke-dasharray=\"3 3\"/>");
    text(
        fits ? at + 5 : at - 5,
        mark.place() == Chart.Place.TOP ? TOP - 8 : BOTTOM - 6,
        (fits ? "" : "text-anchor=\"end\" ") + "font-size=\"11\"",
        mark.word());
  }

  private void series(Series series) {
    List<Point> points = Downsample.thin(series.points());
    Stroke stroke = Stroke.of(series.style());
    switch (series.shape()) {
      case BARS -> points.stream().filter(Point::isFinite).forEach(point -> bar(point, stroke));
      case POINTS -> markers(points, stroke, 1);
      case THIN -> svg.append("<path d=\"%s\" %s/>".formatted(line(points), Stroke.THIN));
      case LINE -> {
        svg.append("<path d=\"%s\" %s/>".formatted(line(points), stroke.line()));
        markers(points, stroke, 1 + points.size() / 40);
      }
    }
  }

  /** Starts anew after each gap. */
  private String line(List<Point> points) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (Point point : points) {
      if (point.isFinite()) {
        path.append(
            Numbers.format("%s%.1f %.1f", drawing ? "L" : "M", x.at(point.x()), y.at(point.y())));
      }
      drawing = point.isFinite();
    }
    return path.toString();
  }

  /** Puts a cross at the upper edge where a value is not finite. */
  private void markers(List<Point> points, Stroke stroke, int every) {
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (point.isFinite() && (i % every == 0 || i == points.size() - 1)) {
        svg.append(stroke.marker(x.at(point.x()), y.at(point.y())));
      } else if (!point.isFinite() && Double.isFinite(point.x())) {
        add("<path d=\"M%.1f %.1fl8 8m0 -8l-8 8\" ", x.at(point.x()) - 4, TOP - 4);
        svg.append("stroke=\"%s\" stroke-width=\"2\"/>".formatted(stroke.colour()));
      }
    }
  }

  private void bar(Point point, Stroke stroke) {
    double base = y.at(0);
    double end = y.at(point.y());
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x.at(point.x()) - barWidth() / 2,
        Math.min(base, end),
        barWidth(),
        Math.abs(base - end),
        stroke.colour());
  }

  private double barWidth() {
    long positions = Math.max(2, values(true).distinct().count());
    return Math.min(24, 0.7 * (RIGHT - LEFT - 24) / positions);
  }

  private static String title(String words) {
    return Names.elided(words, TITLE_LIMIT);
  }

  private void text(double left, double baseline, String attributes, String words) {
    add("<text x=\"%.1f\" y=\"%.1f\" %s>", left, baseline, attributes);
    svg.append(Html.escape(words)).append("</text>");
  }

  private void add(String pattern, Object... arguments) {
    svg.append(Numbers.format(pattern, arguments));
  }
}
