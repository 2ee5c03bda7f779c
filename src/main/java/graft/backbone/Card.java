package graft.backbone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model card in Markdown: a table with a row a fact.
 *
 * @param rows by the row's first cell
 */
record Card(Map<String, String> rows) {

  static Card parse(String markdown) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : markdown.lines().toList()) {
      String[] cells = line.strip().split("\\|", 4);
      if (cells.length >= 3 && !cells[1].isBlank() && !cells[1].startsWith("-")) {
        rows.put(cells[1].strip(), cells[2].strip());
      }
    }
    return new Card(rows);
  }

  String row(String name) {
    return rows.getOrDefault(name, "");
  }

  /** Returns the rows that no field of a {@link ModelCard} holds. */
  String notes() {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().equals("trained") || row.getKey().equals("limits"))
        .map(row -> row.getKey() + ": " + row.getValue())
        .collect(Collectors.joining("\n"));
  }
}
