package graft.magics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.magics.command.CellScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the quickstart to what it promises newcomers; {@code binder/run} executes it. */
class QuickstartTest {

  private final JsonNode notebook;

  QuickstartTest() throws IOException {
    notebook = new ObjectMapper().readTree(Path.of("../notebooks/quickstart.ipynb").toFile());
  }

  @Test
  void isStoredWithoutOutputs() {
    assertThat(notebook.at("/metadata/kernelspec/name").asText()).isEqualTo("graft");
    assertThat(cells("code"))
        .hasSizeBetween(12, 15)
        .allSatisfy(
            cell -> {
              assertThat(cell.path("outputs")).isEmpty();
              assertThat(cell.path("execution_count").isNull()).isTrue();
            });
  }

  @Test
  void wordsComeBeforeEachCell() {
    List<String> types = new ArrayList<>();
    notebook.path("cells").forEach(cell -> types.add(cell.path("cell_type").asText()));

    assertThat(String.join(" ", types)).startsWith("markdown").doesNotContain("code code");
  }

  @Test
  void allButOneCellAreCommands() {
    CellScanner scanner = new CellScanner("/home/ada");
    List<String> others = new ArrayList<>();

    for (JsonNode cell : cells("code")) {
      String source = source(cell);
      if (scanner.commands(source).size() != source.lines().count()) {
        others.add(source);
      }
    }

    assertThat(others)
        .containsExactly(
            "table(h).where(table(h).numberColumn(\"validation loss\").isLessThan(0.5))");
  }

  private List<JsonNode> cells(String type) {
    List<JsonNode> cells = new ArrayList<>();
    notebook
        .path("cells")
        .forEach(
            cell -> {
              if (cell.path("cell_type").asText().equals(type)) {
                cells.add(cell);
              }
            });
    return cells;
  }

  private static String source(JsonNode cell) {
    StringBuilder source = new StringBuilder();
    if (cell.path("source").isTextual()) {
      return cell.path("source").asText();
    }
    cell.path("source").forEach(line -> source.append(line.asText()));
    return source.toString();
  }
}
