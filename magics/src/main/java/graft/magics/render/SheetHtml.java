package graft.magics.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.magics.render.Sheet.Column;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a sheet as an HTML table that scrolls sideways where it is too wide. Where scripts run,
 * {@code page.js} makes an interactive one sort, filter, page and copy.
 */
final class SheetHtml {

  private static final int PAGE = 10;
  private static final int HELD = 1000;
  private static final String ROW = "<tr style=\"%s\">";

  private final Sheet sheet;

  SheetHtml(Sheet sheet) {
    this.sheet = sheet;
  }

  String html() {
    String rows =
        sheet.rows().stream().map(this::row).collect(Collectors.joining("", "<tbody>", "</tbody>"));
    String table = Html.element("table", Style.TABLE, caption() + heads() + rows);
    String scrolling =
        "<div role=\"region\" tabindex=\"0\" aria-label=\"%s\" style=\"%s\">%s</div>"
            .formatted(Html.escape(label()), Style.SCROLL, table);
    return sheet.isInteractive() ? interactive(scrolling) : scrolling;
  }

  private String interactive(String table) {
    ObjectNode message = ScriptJson.object().put("table", "").put("label", label());
    message.put("size", PAGE).put("all", sheet.all());
    if (sheet.rows().stream().anyMatch(SheetHtml::hidesAValue)) {
      ArrayNode values = message.putArray("values");
      sheet.rows().forEach(row -> values.add(values(row)));
    }
    ArrayNode rows = message.putArray("rows");
    sheet.more().forEach(row -> rows.add(held(row)));
    String id = ChartBox.hash(table + message);
    message.put("table", id);
    return "<div class=\"graft-table\" data-graft-table=\"%s\">%s%s</div>"
        .formatted(id, table, ChartBox.push(ScriptJson.text(message)));
  }

  private static boolean hidesAValue(List<Cell> row) {
    return row.stream().anyMatch(cell -> !cell.value().equals(cell.text()));
  }

  /** Returns what the cells of a row that is shown are worth, null where that is what they show. */
  private static ArrayNode values(List<Cell> row) {
    ArrayNode values = ScriptJson.array();
    for (Cell cell : row) {
      if (cell.value().equals(cell.text())) {
        values.addNull();
      } else {
        values.add(cut(cell.value()));
      }
    }
    return values;
  }

  /** Returns the cells of a row that only scripts show: a text, or a text and what it is worth. */
  static ArrayNode held(List<Cell> row) {
    ArrayNode held = ScriptJson.array();
    for (Cell cell : row) {
      String text = Names.elided(cell.value(), HELD);
      if (text.equals(cell.value()) && cell.text().equals(Names.elided(text, Html.NAME_LIMIT))) {
        held.add(text);
      } else {
        held.addArray().add(cell.text()).add(cut(cell.value()));
      }
    }
    return held;
  }

  private static String cut(String value) {
    return value.length() <= HELD ? value : value.substring(0, HELD) + "…";
  }

  private String label() {
    return sheet.caption().isEmpty() ? "table" : sheet.caption();
  }

  private String caption() {
    String title = sheet.caption().isEmpty() ? "" : Html.sentence(sheet.caption());
    if (!sheet.count().isEmpty()) {
      String separator = title.isEmpty() ? "" : ", ";
      title =
          "<span class=\"graft-count\">%s%s</span>".formatted(Html.escape(sheet.count()), separator)
              + title;
    }
    return title.isEmpty() ? "" : Html.element("caption", Style.CAPTION, title);
  }

  private String heads() {
    if (sheet.columns().stream().allMatch(column -> column.title().isEmpty())) {
      return "";
    }
    return sheet.columns().stream()
        .map(SheetHtml::head)
        .collect(Collectors.joining("", "<thead>" + ROW.formatted(Style.HEADS), "</tr></thead>"));
  }

  private static String head(Column column) {
    if (column.title().isEmpty()) {
      return "<td></td>"; // a heading without words would be none
    }
    String title = Html.name(column.title(), column.limit());
    return "<th scope=\"col\" style=\"%s\">%s</th>".formatted(Style.head(column.align()), title);
  }

  private String row(List<Cell> row) {
    StringBuilder html = new StringBuilder(ROW.formatted(Style.ROW));
    for (int i = 0; i < row.size(); i++) {
      html.append(i == 0 ? head(row.get(i)) : cell(row.get(i), sheet.columns().get(i)));
    }
    return html.append("</tr>").toString();
  }

  private String head(Cell cell) {
    String style = Style.cell(sheet.columns().get(0).align()) + Style.ROW_HEAD + cell.style();
    return "<th scope=\"row\" style=\"%s\">%s</th>".formatted(style, cell.markup());
  }

  private static String cell(Cell cell, Column column) {
    String style = Style.cell(column.align()) + cell.style();
    return "<td style=\"%s\">%s</td>".formatted(style, cell.markup());
  }
}
