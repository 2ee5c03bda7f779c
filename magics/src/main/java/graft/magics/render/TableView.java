package graft.magics.render;

import java.text.NumberFormat;
import java.util.ArrayList;
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
  private static final int COLUMNS = 30;
  private static final int LONGEST_NUMBER = 9;

  private TableView() {}

  /** Shows the first 10 rows and 30 columns, and says how many there are. */
  public static MimeBundle render(Table table) {
    int rows = Math.min(ROWS, table.rowCount());
    Sheet sheet = new Sheet(shown(rows, table));
    List<Column<?>> columns = table.columns().stream().limit(COLUMNS).toList();
    columns.forEach(column -> heading(sheet, column));
    List<List<Cell>> cells = columns.stream().map(column -> cells(column, rows)).toList();
    for (int i = 0; i < rows; i++) {
      int row = i;
      sheet.row(cells.stream().map(column -> column.get(row)).toList());
    }
    return new Page(table.name() == null ? "table" : table.name())
        .block(sheet.text(), sheet.html())
        .bundle();
  }

  private static String shown(int rows, Table table) {
    List<String> words = new ArrayList<>();
    words.add("%s of %s shown".formatted(rows, Numbers.count(table.rowCount(), "row")));
    if (table.columnCount() > COLUMNS) {
      words.add("%s of %s columns shown".formatted(COLUMNS, table.columnCount()));
    }
    return String.join(", ", words);
  }

  private static void heading(Sheet sheet, Column<?> column) {
    if (column instanceof NumericColumn) {
      sheet.numbers(column.name());
    } else {
      sheet.words(column.name());
    }
  }

  private static List<Cell> cells(Column<?> column, int rows) {
    IntFunction<String> text = texts(column, rows);
    return IntStream.range(0, rows)
        .mapToObj(row -> column.isMissing(row) ? Cell.of("–") : Cell.name(text.apply(row)))
        .toList();
  }

  /**
   * Writes numbers of a column alike, in few digits if one of them is long, whatever language the
   * machine speaks; numbers that the user gave a format keep it.
   */
  private static IntFunction<String> texts(Column<?> column, int rows) {
    if (!(column instanceof NumericColumn<?> numbers)
        || !IntStream.range(0, rows).allMatch(row -> isUnformatted(numbers, row))) {
      return column::getString;
    }
    return IntStream.range(0, rows).anyMatch(row -> isLong(numbers, row))
        ? row -> Numbers.value(numbers.getDouble(row))
        : numbers::getUnformattedString;
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
    return full.length() > LONGEST_NUMBER && full.equals(String.valueOf(column.getDouble(row)));
  }
}
