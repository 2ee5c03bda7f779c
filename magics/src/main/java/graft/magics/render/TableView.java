package graft.magics.render;

import java.text.NumberFormat;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** Shows any Tablesaw table. */
public final class TableView {

  private static final int ROWS = 10;
  private static final int HELD = 1000;
  private static final long HELD_BYTES = 256_000;
  private static final double EXACT = 1e15; // beyond it not every whole number is a double
  private static final double LARGE = 1e5;
  private static final double SMALL = 0.01;
  private static final int COLUMNS = 30;
  private static final int LONGEST_NUMBER = 9;

  private TableView() {}

  /**
   * Shows the first 10 rows and 30 columns, and says how many there are. Where scripts run, the
   * first 1,000 rows, or 256 kB of them, can be sorted, filtered and paged.
   */
  public static MimeBundle render(Table table) {
    int rows = Math.min(ROWS, table.rowCount());
    List<Column<?>> columns = table.columns().stream().limit(COLUMNS).toList();
    int held = Math.min(HELD, table.rowCount());
    List<List<Cell>> cells = columns.stream().map(column -> cells(column, held)).toList();
    Sheet sheet = new Sheet(columnCount(table));
    columns.forEach(column -> heading(sheet, column));
    IntStream.range(0, rows).forEach(row -> sheet.row(line(cells, row)));
    addRest(sheet, cells, rows, held);
    String shown = "%s of %s shown".formatted(rows, Numbers.count(table.rowCount(), "row"));
    Sheet interactive = sheet.interactive(shown, table.rowCount());
    return new Page(table.name() == null ? "table" : table.name())
        .block(interactive.text(), interactive.html())
        .bundle();
  }

  private static String columnCount(Table table) {
    return table.columnCount() > COLUMNS
        ? "%s of %s columns shown".formatted(COLUMNS, table.columnCount())
        : Numbers.count(table.columnCount(), "column");
  }

  private static List<Cell> line(List<List<Cell>> columns, int row) {
    return columns.stream().map(column -> column.get(row)).toList();
  }

  private static void addRest(Sheet sheet, List<List<Cell>> columns, int from, int to) {
    long bytes = 0;
    for (int row = from; row < to; row++) {
      List<Cell> line = line(columns, row);
      bytes += ScriptJson.text(SheetHtml.held(line)).length();
      if (bytes > HELD_BYTES) {
        return;
      }
      sheet.more(line);
    }
  }

  private static void heading(Sheet sheet, Column<?> column) {
    if (column instanceof NumericColumn) {
      sheet.numbers(column.name());
    } else {
      sheet.words(column.name());
    }
  }

  private static List<Cell> cells(Column<?> column, int rows) {
    IntFunction<String> text = text(column, rows);
    return IntStream.range(0, rows)
        .mapToObj(row -> column.isMissing(row) ? Cell.NONE : cell(column, row, text.apply(row)))
        .toList();
  }

  /** Numbers are sorted and copied in all their digits. */
  private static Cell cell(Column<?> column, int row, String text) {
    Cell cell = Cell.name(text);
    return column instanceof NumericColumn ? cell.as(column.getUnformattedString(row)) : cell;
  }

  /**
   * Writes numbers of a column alike, in few digits if one of them is long, whatever language the
   * machine speaks; numbers that the user gave a format keep it.
   */
  private static IntFunction<String> text(Column<?> column, int rows) {
    if (!(column instanceof NumericColumn<?> numbers)
        || !IntStream.range(0, rows).allMatch(row -> isUnformatted(numbers, row))) {
      return column::getString;
    }
    if (IntStream.range(0, rows).noneMatch(row -> isLong(numbers, row))) {
      return numbers::getUnformattedString;
    }
    String pattern = pattern(numbers, rows);
    return pattern.isEmpty()
        ? row -> Numbers.value(numbers.getDouble(row))
        : row -> Numbers.format(pattern, numbers.getDouble(row));
  }

  /** Returns how to write long numbers that need no exponent; empty where some do. */
  private static String pattern(NumericColumn<?> column, int rows) {
    DoubleSummaryStatistics sizes =
        IntStream.range(0, rows)
            .filter(row -> !column.isMissing(row))
            .mapToDouble(row -> Math.abs(column.getDouble(row)))
            .filter(size -> size > 0)
            .summaryStatistics();
    boolean whole =
        IntStream.range(0, rows)
            .filter(row -> !column.isMissing(row))
            .mapToDouble(column::getDouble)
            .allMatch(value -> value == Math.rint(value));
    if (sizes.getMax() >= EXACT) {
      return "";
    }
    return whole ? "%.0f" : sizes.getMax() >= LARGE && sizes.getMin() >= SMALL ? "%.2f" : "";
  }

  private static boolean isUnformatted(NumericColumn<?> column, int row) {
    String shown = column.getString(row);
    return column.isMissing(row)
        || shown.equals(column.getUnformattedString(row))
        || shown.equals(usual(column).format(column.getDouble(row)));
  }

  /** Returns how Tablesaw writes numbers where nobody asked for a format. */
  private static NumberFormat usual(NumericColumn<?> column) {
    return column instanceof DoubleColumn || column instanceof FloatColumn
        ? NumberColumnFormatter.floatingPointDefault().getFormat()
        : NumberColumnFormatter.ints().getFormat();
  }

  private static boolean isLong(NumericColumn<?> column, int row) {
    String full = column.getUnformattedString(row);
    boolean fraction = full.equals(String.valueOf(column.getDouble(row)));
    return fraction && (full.length() > LONGEST_NUMBER || full.contains("E"));
  }
}
