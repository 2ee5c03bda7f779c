package graft.magics.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table that can be written as plain text and as an HTML table. */
final class Sheet {

  private static final int SHADE_LIMIT = 14;
  private static final String ROW = "<tr style=\"%s\">";

  private final String caption;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  private record Column(String title, Align align) {

    /** Returns how many characters of the title are shown. */
    int limit() {
      return align == Align.CENTER ? SHADE_LIMIT : Html.NAME_LIMIT;
    }

    String text() {
      return Names.elided(title, limit());
    }
  }

  Sheet(String caption) {
    this.caption = Names.elided(caption, Html.SENTENCE_LIMIT);
  }

  /** Adds columns of words. */
  Sheet words(String... titles) {
    return columns(Align.LEFT, titles);
  }

  /** Adds columns of numbers, aligned to the right. */
  Sheet numbers(String... titles) {
    return columns(Align.RIGHT, titles);
  }

  /** Adds narrow columns of numbers whose cells bring a background. */
  Sheet shades(String... titles) {
    return columns(Align.CENTER, titles);
  }

  /** Adds a row of as many cells as there are columns. */
  Sheet row(List<Cell> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Adds a row whose first cell is a name from outside and whose others are our own words. */
  Sheet row(String name, String... values) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.name(name));
    Arrays.stream(values).map(Cell::of).forEach(cells::add);
    return row(cells);
  }

  /** Adds a row of dots, for rows that are left out. */
  Sheet gap() {
    return row(
        columns.stream().map(column -> Cell.of(column.align() == Align.LEFT ? "" : "…")).toList());
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Returns the table as aligned text without a line break at its end. */
  String text() {
    int[] widths = widths();
    StringJoiner lines = new StringJoiner("\n");
    if (!caption.isEmpty()) {
      lines.add(caption);
    }
    if (columns.stream().anyMatch(column -> !column.title().isEmpty())) {
      lines.add(textLine(columns.stream().map(Column::text).toList(), widths));
    }
    rows.forEach(row -> lines.add(textLine(row.stream().map(Cell::text).toList(), widths)));
    return lines.toString();
  }

  /** Returns the table as HTML that scrolls sideways where it is too wide. */
  String html() {
    String body =
        rows.stream().map(this::htmlRow).collect(Collectors.joining("", "<tbody>", "</tbody>"));
    String title =
        caption.isEmpty() ? "" : Html.element("caption", Style.CAPTION, Html.sentence(caption));
    return Html.element(
        "div", Style.SCROLL, Html.element("table", Style.TABLE, title + htmlHeads() + body));
  }

  private Sheet columns(Align align, String... titles) {
    Arrays.stream(titles).forEach(title -> columns.add(new Column(title, align)));
    return this;
  }

  private String htmlHeads() {
    if (columns.stream().allMatch(column -> column.title().isEmpty())) {
      return "";
    }
    return columns.stream()
        .map(Sheet::htmlHead)
        .collect(Collectors.joining("", "<thead>" + ROW.formatted(Style.HEADS), "</tr></thead>"));
  }

  private static String htmlHead(Column column) {
    String title = Html.name(column.title(), column.limit());
    return "<th scope=\"col\" style=\"%s\">%s</th>".formatted(Style.head(column.align()), title);
  }

  private String htmlRow(List<Cell> row) {
    StringBuilder html = new StringBuilder(ROW.formatted(Style.ROW));
    for (int i = 0; i < row.size(); i++) {
      html.append(i == 0 ? htmlHead(row.get(i)) : htmlCell(row.get(i), columns.get(i)));
    }
    return html.append("</tr>").toString();
  }

  private String htmlHead(Cell cell) {
    String style = Style.cell(columns.get(0).align()) + Style.ROW_HEAD + cell.style();
    return "<th scope=\"row\" style=\"%s\">%s</th>".formatted(style, cell.markup());
  }

  private static String htmlCell(Cell cell, Column column) {
    String style = Style.cell(column.align()) + cell.style();
    return "<td style=\"%s\">%s</td>".formatted(style, cell.markup());
  }

  private int[] widths() {
    return IntStream.range(0, columns.size()).map(this::width).toArray();
  }

  private int width(int column) {
    int title = length(columns.get(column).text());
    return rows.stream().mapToInt(row -> length(row.get(column).text())).reduce(title, Math::max);
  }

  private String textLine(List<String> cells, int[] widths) {
    StringJoiner line = new StringJoiner("  ");
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(widths[i] - length(cells.get(i)));
      line.add(
          columns.get(i).align() == Align.LEFT ? cells.get(i) + padding : padding + cells.get(i));
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
