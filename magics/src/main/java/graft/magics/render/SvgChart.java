package graft.magics.render;

/**
 * Draws a chart as a static SVG. A picture cannot see the theme of the page, so it brings a light
 * card that is readable on any background.
 */
final class SvgChart {

  static final int PANEL_WIDTH = 430;
  static final int HEIGHT = 272;

  private SvgChart() {}

  static String svg(Chart chart) {
    StringBuilder svg = new StringBuilder();
    svg.append(card(PANEL_WIDTH * chart.panels().size(), HEIGHT, chart.sentence()));
    for (int i = 0; i < chart.panels().size(); i++) {
      svg.append("<g transform=\"translate(%s 0)\">".formatted(i * PANEL_WIDTH));
      svg.append(new SvgPanel(chart.panels().get(i)).draw()).append("</g>");
    }
    return svg.append("</svg>").toString();
  }

  /** Begins a picture: a light card of so many pixels. */
  static String card(int width, int height, String sentence) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="system-ui,-apple-system,'Segoe UI',sans-serif" font-size="12" fill="#333">\
        <title>%3$s</title>\
        <rect x=".5" y=".5" width="%4$d" height="%5$d" rx="6" fill="#fcfcfb" stroke="#d9d9d6"/>"""
        .formatted(width, height, Html.escape(sentence), width - 1, height - 1);
  }
}
