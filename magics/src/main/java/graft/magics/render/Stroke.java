package graft.magics.render;

/**
 * Colour, dash and marker of a series: any one of them tells it apart. The colours are close to
 * Okabe and Ito's, as dark as is needed to be seen on white and as light as on black.
 */
enum Stroke {
  BLUE("#0072B2", "6 4", "dash", "circle"),
  VERMILLION("#D55E00", "", "solid", "diamond"),
  GREEN("#007A5A", "2 3", "dot", "square"),
  PURPLE("#A4457F", "10 3 2 3", "dashdot", "triangle-up"),
  ORANGE("#B07B00", "12 4", "longdash", "triangle-down"),
  SKY("#2C8CBF", "12 3 2 3", "longdashdot", "cross"),
  BROWN("#8A5A44", "4 2", "4px,2px", "x"),
  VIOLET("#7A6FB0", "1 2", "1px,2px", "star");

  /** Readable on light and dark, and no series has it. */
  static final String GREY = "#808080";

  /** Attributes of a line that only guides the eye. */
  static final String THIN = "fill=\"none\" stroke=\"" + GREY + "\" stroke-width=\"1\"";

  private final String colour;
  private final String dash;
  private final String plotlyDash;
  private final String symbol;

  Stroke(String colour, String dash, String plotlyDash, String symbol) {
    this.colour = colour;
    this.dash = dash;
    this.plotlyDash = plotlyDash;
    this.symbol = symbol;
  }

  static Stroke of(int style) {
    return values()[Math.floorMod(style, values().length)];
  }

  String colour() {
    return colour;
  }

  /** Returns Plotly's name of the dash. */
  String plotlyDash() {
    return plotlyDash;
  }

  /** Returns Plotly's name of the marker. */
  String symbol() {
    return symbol;
  }

  /** Returns the attributes of a line in this style. */
  String line() {
    String dashes = dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
    return "fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s".formatted(colour, dashes);
  }

  /** Returns a marker around a position. */
  String marker(double x, double y) {
    return switch (this) {
      case BLUE ->
          Numbers.format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" fill=\"%s\"/>", x, y, colour);
      case VERMILLION -> path("M%.1f %.1fl4.4 4.4l-4.4 4.4l-4.4 -4.4z", x, y - 4.4);
      case GREEN -> path("M%.1f %.1fh6v6h-6z", x - 3, y - 3);
      case PURPLE -> path("M%.1f %.1fl4 7h-8z", x, y - 4);
      case ORANGE -> path("M%.1f %.1fl4 -7h-8z", x, y + 4);
      case SKY -> path("M%.1f %.1fh3v3h3v3h-3v3h-3v-3h-3v-3h3z", x - 1.5, y - 4.5);
      case BROWN ->
          path("M%.1f %.1fl3 3l-2 2l-3 -3l-3 3l-2 -2l3 -3l-3 -3l2 -2l3 3l3 -3l2 2z", x + 2, y);
      case VIOLET ->
          path(
              "M%.1f %.1fl1.5 3.5h3.5l-3 2.2l1.3 3.6l-3.3 -2.2l-3.3 2.2l1.3 -3.6l-3 -2.2h3.5z",
              x, y - 5);
    };
  }

  private String path(String path, double x, double y) {
    return "<path d=\"%s\" fill=\"%s\"/>".formatted(Numbers.format(path, x, y), colour);
  }
}
