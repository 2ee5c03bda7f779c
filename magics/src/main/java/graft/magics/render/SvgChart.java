package graft.magics.render;

/**
 * Draws a chart as a static SVG. A picture cannot see the theme of the page, so it brings a light
 * card that is readable on any background.
 */
final class SvgChart {

  static final int PANEL_WIDTH = 430;
  static final int HEIGHT = 272;

  private SvgChart() {}

  /** Returns an {@code <img>} that holds the chart. */
  static String picture(Chart chart) {
    return Html.picture(DataUri.svg(svg(chart)), chart.sentence(), Style.CHART);
  }

  static String svg(Chart chart) {
    int width = PANEL_WIDTH * chart.panels().size();
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="system-ui,-apple-system,'Segoe UI',sans-serif" font-size="12" fill="#333">\
        <title>%3$s</title>\
        <rect x=".5" y=".5" width="%4$d" height="%5$d" rx="6" fill="#fcfcfb" stroke="#d9d9d6"/>"""
            .formatted(width, HEIGHT, Html.escape(chart.sentence()), width - 1, HEIGHT - 1));
    for (int i = 0; i < chart.panels().size(); i++) {
      svg.append("<g transform=\"translate(%s 0)\">".formatted(i * PANEL_WIDTH));
      svg.append(new SvgPanel(chart.panels().get(i)).draw()).append("</g>");
    }
    return svg.append("</svg>").toString();
  }
}
