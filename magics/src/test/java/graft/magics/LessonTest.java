package graft.magics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Holds the first lesson to its length and its exercises. */
class LessonTest {

  private final NotebookFile notebook = NotebookFile.read("01-transfer-learning.ipynb");

  @Test
  void fitsIntoALesson() {
    assertThat(notebook.cells()).hasSizeBetween(25, 30);
    assertThat(notebook.words()).isBetween(1_400L, 1_700L);
  }

  @Test
  void eachOfThreeExercisesHasARunnableAnswer() {
    assertThat(notebook.answers())
        .hasSize(3)
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .startsWith("<details><summary>Answer</summary>\n")
                    .containsPattern("(?m)^%\\w"));
  }

  /** Readers on a small machine get these back from the run that warmed it. */
  @Test
  void longRunsAreResumed() {
    assertThat(notebook.magicCells())
        .filteredOn(cell -> cell.contains("%finetune") && !cell.contains("--recipe head"))
        .hasSize(3)
        .allSatisfy(cell -> assertThat(cell).endsWith("--resume"));
  }
}
