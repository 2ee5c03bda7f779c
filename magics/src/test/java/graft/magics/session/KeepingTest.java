package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.GraftException;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notebook whose disk takes no run. */
class KeepingTest {

  @TempDir Path folder;
  private Lesson lesson;
  private Path runs;

  @BeforeEach
  void open() throws IOException {
    lesson = new Lesson(folder);
    lesson.run("%data " + Lesson.LEAVES);
    runs = folder.resolve(".graft/runs");
    Files.createDirectories(runs.getParent());
    Files.createFile(runs); // where nothing can be written
  }

  @AfterEach
  void close() {
    lesson.close();
  }

  @Test
  void runIsNamedAndUsableAndKeptWhenThereIsRoom() throws IOException {
    TrainingHistory history = lesson.finetune("--epochs 2 --as h");

    assertThat(history.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(lesson.lastOutput())
        .contains("the trained model is live and complete, but run 1 cannot be kept in ")
        .contains("; free some space, then %graft keep graft-nano");
    assertThat(lesson.notebook.lookup("h")).isSameAs(history);
    assertThat(Results.history()).isSameAs(history);
    assertThat(Results.history("h")).isSameAs(history);
    assertThat(lesson.run("%evaluate")).isNotNull();
    assertThatThrownBy(() -> lesson.run("%graft keep")).isInstanceOf(GraftException.class);

    Files.delete(runs);
    lesson.run("%graft keep graft-nano");

    assertThat(lesson.output()).isEqualTo("run 1 is kept\n");
    String weights = Results.model().weightsHash();
    lesson.run("%pretrained run:1");
    assertThat(Results.model().weightsHash()).isEqualTo(weights);
    assertThat(lesson.runs()).containsExactly("1");
  }

  @Test
  void thereIsNothingToKeepOtherwise() {
    assertThatThrownBy(() -> lesson.run("%graft keep"))
        .hasMessage("no model yet; run %pretrained graft-nano first");
    lesson.run("%pretrained graft-nano");
    assertThatThrownBy(() -> lesson.run("%graft keep"))
        .hasMessage("model 'graft-nano' has no run to keep; run %finetune first");
  }
}
