package graft.magics.render;

/**
 * One cell of a {@link Sheet}.
 *
 * @param text its plain form, on one line
 * @param markup its rich form, already safe
 * @param style what it adds to its column's style
 */
record Cell(String text, String markup, String style) {

  Cell(String text, String markup) {
    this(text, markup, "");
  }

  /** Makes a cell that shows a name from outside. */
  static Cell name(String text) {
    return name(text, Html.NAME_LIMIT);
  }

  /** Makes a cell that shows at most {@code limit} characters of a name. */
  static Cell name(String text, int limit) {
    return new Cell(Names.elided(text, limit), Html.name(text, limit));
  }

  /** Makes a cell that shows a whole sentence. */
  static Cell sentence(String text) {
    return new Cell(Names.elided(text, Html.SENTENCE_LIMIT), Html.sentence(text));
  }

  /** Makes a cell of our own words or numbers. */
  static Cell of(String text) {
    String shown = Names.elided(text, Html.NAME_LIMIT);
    return new Cell(shown, Html.escape(shown));
  }
}
