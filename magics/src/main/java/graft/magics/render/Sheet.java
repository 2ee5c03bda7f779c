package graft.magics.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table that can be written as plain text and as an HTML table. */
final class Sheet {

  private static final int SHADE_LIMIT = 14;

  private final String caption;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<List<Cell>> more = new ArrayList<>();
  private boolean interactive;
  private String count = "";
  private long all;

  /** A column: its title and on which side its cells stand. */
  record Column(String title, Align align) {

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

  /** Lets readers sort, filter, page and copy the rows where scripts run. */
  Sheet interactive() {
    return interactive("", rows.size());
  }

  /**
   * Lets readers sort, filter, page and copy rows of which there are more than are shown.
   *
   * @param shown says how many are shown, where no script says it
   * @param total how many there are, in the notebook or not
   */
  Sheet interactive(String shown, long total) {
    interactive = true;
    count = shown;
    all = total;
    return this;
  }

  /** Adds a row that only appears where scripts run. */
  Sheet more(List<Cell> cells) {
    more.add(List.copyOf(cells));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  boolean isInteractive() {
    return interactive && !rows.isEmpty();
  }

  String caption() {
    return caption;
  }

  String count() {
    return count;
  }

  long all() {
    return Math.max(all, rows.size() + more.size());
  }

  List<Column> columns() {
    return Collections.unmodifiableList(columns);
  }

  List<List<Cell>> rows() {
    return Collections.unmodifiableList(rows);
  }

  List<List<Cell>> more() {
    return Collections.unmodifiableList(more);
  }

  /** Returns the table as aligned text without a line break at its end. */
  String text() {
    int[] widths = widths();
    StringJoiner lines = new StringJoiner("\n");
    String title =
        Stream.of(count, caption)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", "));
    if (!title.isEmpty()) {
      lines.add(title);
    }
    if (columns.stream().anyMatch(column -> !column.title().isEmpty())) {
      lines.add(textLine(columns.stream().map(Column::text).toList(), widths));
    }
    rows.forEach(row -> lines.add(textLine(row.stream().map(Cell::text).toList(), widths)));
    return lines.toString();
  }

  /** Returns the table as HTML. */
  String html() {
    return new SheetHtml(this).html();
  }

  private Sheet columns(Align align, String... titles) {
    Arrays.stream(titles).forEach(title -> columns.add(new Column(title, align)));
    return this;
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
