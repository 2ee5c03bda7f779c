package graft.magics;

import static org.assertj.core.api.Assertions.assertThat;

import graft.magics.command.CellScanner;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every notebook to how it is stored and what it asks for; CI executes them. */
class NotebooksTest {

  private final CellScanner scanner = new CellScanner("/home/ada");

  static Stream<NotebookFile> notebooks() throws IOException {
    return NotebookFile.all();
  }

  @Test
  void thereIsAQuickstartAndALesson() throws IOException {
    assertThat(notebooks().map(NotebookFile::name))
        .contains("01-transfer-learning.ipynb", "quickstart.ipynb");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isStoredWithoutOutputs(NotebookFile notebook) {
    assertThat(notebook.json().at("/metadata/kernelspec/name").asText()).isEqualTo("graft");
    assertThat(notebook.cells("code"))
        .isNotEmpty()
        .allSatisfy(
            cell -> {
              assertThat(cell.path("outputs")).isEmpty();
              assertThat(cell.path("execution_count").isNull()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void wordsComeBeforeEachCell(NotebookFile notebook) {
    assertThat(notebook.types()).startsWith("markdown").doesNotContain("code code");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void eachLineIsAMagicThatExists(NotebookFile notebook) {
    assertThat(notebook.magicCells())
        .isNotEmpty()
        .flatExtracting(cell -> cell.lines().toList())
        .allSatisfy(line -> assertThat(scanner.commands(line)).as(line).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void javaIsKeptToOneCell(NotebookFile notebook) {
    assertThat(notebook.javaCells()).hasSize(1);
    assertThat(notebook.magicCells()).noneMatch(cell -> cell.contains(";"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void eachMagicThatTheTextGivesExists(NotebookFile notebook) {
    assertThat(notebook.magicsInText())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(scanner.commands(line)).as(line).hasSize(1));
  }
}
