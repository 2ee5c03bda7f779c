package graft.magics.render;

import java.util.stream.Collectors;

/** Writes names for Plotly, which reads a little markup and, in other set-ups, formulas. */
final class PlotlyText {

  private PlotlyText() {}

  /** Returns text that Plotly shows as it is, cut after {@code limit} characters. */
  static String of(String name, int limit) {
    StringBuilder safe = new StringBuilder();
    for (char letter : Names.elided(name, limit).toCharArray()) {
      switch (letter) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '$' -> safe.append("&#36;");
        case '%' -> safe.append("&#37;"); // %{…} is filled in where it stands in a template
        default -> safe.append(letter);
      }
    }
    return safe.toString();
  }

  /** Returns our own words, of which each line stays one. */
  static String lines(String words) {
    return words.lines().map(PlotlyText::of).collect(Collectors.joining("<br>"));
  }

  /** Returns a whole name. */
  static String of(String name) {
    return of(name, Html.NAME_LIMIT);
  }
}
