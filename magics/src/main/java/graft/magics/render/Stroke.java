package graft.magics.render;

/** Colour (Okabe and Ito's), dash and marker of a series: any one of them tells it apart. */
enum Stroke {
  BLUE("#0072B2", "6 4"),
  VERMILLION("#D55E00", ""),
  GREEN("#007A5A", "2 3"),
  PURPLE("#A4457F", "10 3 2 3");

  private final String colour;
  private final String dash;

  Stroke(String colour, String dash) {
    this.colour = colour;
    this.dash = dash;
  }

  static Stroke of(int style) {
    return values()[Math.floorMod(style, values().length)];
  }

  String colour() {
    return colour;
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
    };
  }

  private String path(String path, double x, double y) {
    return "<path d=\"%s\" fill=\"%s\"/>".formatted(Numbers.format(path, x, y), colour);
  }
}
