package graft.magics.render;

/**
 * One cell of a {@link Sheet}.
 *
 * @param text its plain form, on one line
 * @param markup its rich form, already safe
 * @param style what it adds to its column's style
 * @param value what it is sorted by, and copied as; empty where there is none
 */
record Cell(String text, String markup, String style, String value) {

  /** Stands where there is no value. */
  static final Cell NONE = new Cell("–", "–", "", "");

  private static final int SHORT = 12;

  Cell(String text, String markup, String style) {
    this(text, markup, style, text);
  }

  Cell(String text, String markup) {
    this(text, markup, "");
  }

  /** Makes a cell that shows a name from outside. */
  static Cell name(String text) {
    return name(text, Html.NAME_LIMIT);
  }

  /** Makes a cell that shows at most {@code limit} characters of a name. */
  static Cell name(String text, int limit) {
    return new Cell(Names.elided(text, limit), Html.name(text, limit), "", text);
  }

  /** Makes a cell that shows a whole sentence. */
  static Cell sentence(String text) {
    return new Cell(Names.elided(text, Html.SENTENCE_LIMIT), Html.sentence(text), "", text);
  }

  /** Makes a cell of our own words or numbers. */
  static Cell of(String text) {
    String shown = Names.elided(text, Html.NAME_LIMIT);
    String style = shown.length() <= SHORT ? ";white-space:nowrap" : "";
    return text.equals(NONE.text()) ? NONE : new Cell(shown, Html.escape(shown), style, text);
  }

  /** Returns the same cell, sorted by something else and copied as that. */
  Cell as(String newValue) {
    return new Cell(text, markup, style, newValue);
  }
}
