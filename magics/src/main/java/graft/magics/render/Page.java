package graft.magics.render;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Writes both forms of one output side by side, so that the plain one is as complete. */
final class Page {

  private static final int ITEMS = 20;

  private final StringJoiner text = new StringJoiner("\n");
  private final StringBuilder html = new StringBuilder();
  private String frame = "";

  /** Starts a page with the line that names what it is about. */
  Page(String subject) {
    text.add(Names.elided(subject, Html.SENTENCE_LIMIT));
    html.append(Html.element("div", Style.SUBJECT, Html.sentence(subject)));
  }

  /** Adds a line. */
  Page line(String sentence) {
    return line(sentence, Html.sentence(sentence));
  }

  /** Adds a line whose rich form is more than its words. */
  Page line(String sentence, String markup) {
    text.add(Names.elided(sentence, Html.SENTENCE_LIMIT));
    return html(Html.element("div", Style.LINE, markup));
  }

  /** Adds a line that only explains. */
  Page quiet(String sentence) {
    text.add(Names.elided(sentence, Html.SENTENCE_LIMIT));
    return html(Html.element("div", Style.QUIET, Html.sentence(sentence)));
  }

  /** Adds a heading and the first 20 of some sentences; nothing where there is none. */
  Page list(String heading, List<String> sentences) {
    if (sentences.isEmpty()) {
      return this;
    }
    text.add("").add(heading);
    html.append(Html.element("div", Style.HEADING, Html.escape(heading)));
    html.append("<ul style=\"margin:0;padding-left:20px\">");
    for (String sentence : cut(sentences)) {
      text.add("- " + Names.elided(sentence, Html.SENTENCE_LIMIT));
      html.append("<li>").append(Html.sentence(sentence)).append("</li>");
    }
    return html("</ul>");
  }

  private static List<String> cut(List<String> sentences) {
    if (sentences.size() <= ITEMS) {
      return sentences;
    }
    String more = "and %s more".formatted(sentences.size() - ITEMS);
    return Stream.concat(sentences.stream().limit(ITEMS), Stream.of(more)).toList();
  }

  /** Adds a table; nothing where it has no row. */
  Page sheet(Sheet sheet) {
    return sheet.isEmpty() ? this : block(sheet.text(), sheet.html());
  }

  /** Adds lines of text after an empty one, and their rich form. */
  Page block(String lines, String markup) {
    text.add("").add(lines);
    return html(markup);
  }

  /** Adds a chart, of which the plain form has the sentence. */
  Page chart(Drawing drawing) {
    return block(Names.elided(drawing.sentence(), Html.SENTENCE_LIMIT), ChartBox.of(drawing));
  }

  /** Adds what only the rich form can show. */
  Page html(String markup) {
    html.append(markup);
    return this;
  }

  /** Adds to the style of what holds all of the rich form. */
  Page frame(String style) {
    frame = style;
    return this;
  }

  MimeBundle bundle() {
    return MimeBundle.of(
        text.toString(), Html.element("div", Style.FRAME + frame, html.toString()));
  }
}
