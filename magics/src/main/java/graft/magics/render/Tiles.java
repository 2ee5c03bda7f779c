package graft.magics.render;

import java.util.List;

/** Pictures side by side, as many in a row as there is room for, each above lines of words. */
final class Tiles {

  private static final String TILE =
      "display:inline-block;margin:0 10px 8px 0;vertical-align:top;text-align:center;"
          + "font-size:12px;line-height:1.3;overflow-wrap:anywhere;width:%spx";

  private final int width;
  private final StringBuilder html = new StringBuilder();

  /**
   * @param width of a tile in pixels
   */
  Tiles(int width) {
    this.width = width;
  }

  /** Adds a tile; everything is markup and already safe. */
  Tiles add(String box, List<String> lines) {
    StringBuilder tile = new StringBuilder(box);
    lines.forEach(line -> tile.append(Html.element("span", "display:block", line)));
    html.append(Html.element("span", TILE.formatted(width), tile.toString()));
    return this;
  }

  String html() {
    return Html.element("div", "margin:8px 0", html.toString());
  }
}
