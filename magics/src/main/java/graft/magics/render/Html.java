package graft.magics.render;

/** The one place where text becomes markup. */
final class Html {

  /** How many characters of a name are shown; the rest is in the title attribute. */
  static final int NAME_LIMIT = 60;

  /** How many characters of a sentence or a subject are shown. */
  static final int SENTENCE_LIMIT = 1000;

  private static final int TITLE_LIMIT = 2000;

  private Html() {}

  /** Escapes for element content and for attributes in either kind of quotes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (char c : Names.visible(text).toCharArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Returns markup that shows a name, elided and with a reading direction of its own. */
  static String name(String text) {
    return name(text, NAME_LIMIT);
  }

  /** Returns markup that shows a sentence that may hold names. */
  static String sentence(String text) {
    return name(text, SENTENCE_LIMIT);
  }

  /** Returns markup that shows at most {@code limit} characters of a name. */
  static String name(String text, int limit) {
    String shown = Names.elided(text, limit);
    if (shown.equals(Names.visible(text))) {
      return "<bdi>" + escape(shown) + "</bdi>";
    }
    String title = escape(Names.elided(text, TITLE_LIMIT));
    return "<bdi title=\"" + title + "\">" + escape(shown) + "</bdi>";
  }

  /** Returns an element with an inline style; {@code markup} is already safe. */
  static String element(String tag, String style, String markup) {
    return "<%s style=\"%s\">%s</%s>".formatted(tag, style, markup, tag);
  }

  /** Returns a picture with its one-sentence result. */
  static String picture(String address, String sentence, String style) {
    return "<img src=\"%s\" alt=\"%s\" style=\"%s\"/>".formatted(address, escape(sentence), style);
  }
}
