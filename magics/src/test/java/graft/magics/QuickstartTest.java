package graft.magics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Holds the quickstart to what it promises newcomers; {@code binder/run} executes it. */
class QuickstartTest {

  private final NotebookFile notebook = NotebookFile.read("quickstart.ipynb");

  @Test
  void isShort() {
    assertThat(notebook.cells("code")).hasSizeBetween(12, 15);
    assertThat(notebook.words()).isLessThan(900);
  }

  @Test
  void allButOneCellAreCommands() {
    assertThat(notebook.javaCells())
        .containsExactly(
            "table(h).where(table(h).numberColumn(\"validation loss\").isLessThan(0.5))");
  }
}
