package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.Graft;
import graft.GraftException;
import graft.TransferModel;
import graft.data.Part;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLifeTest {

  private static final String CLOSED =
      "model '%s' was closed, since it was dropped or another took its place; "
          + "use model() for the current one";

  @TempDir Path folder;
  private Lesson lesson;

  @BeforeEach
  void open() {
    lesson = new Lesson(folder);
  }

  @AfterEach
  void close() {
    lesson.close();
  }

  private TransferModel load(String options) {
    return (TransferModel) Lesson.result(lesson.run("%pretrained graft-nano " + options));
  }

  @Test
  void loadingAgainUnderANameClosesTheFormer() {
    TransferModel first = load("");
    TransferModel named = load("--as nano");

    TransferModel second = load("");
    TransferModel namedAgain = load("--as nano");

    assertThat(first.closed()).isTrue();
    assertThat(named.closed()).isTrue();
    assertThat(second.closed()).isFalse();
    assertThat(namedAgain.closed()).isFalse();
  }

  @Test
  void aVariableThatStillHoldsAModelKeepsItOpen() {
    TransferModel first = load("--as nano");
    load("--as other");
    lesson.notebook.assign("other", first);

    load("--as nano");

    assertThat(first.closed()).isFalse();
    load("--as other");
    assertThat(first.closed()).isTrue();
  }

  @Test
  void aClosedModelAnswersWithOneSentence() {
    lesson.cells(
        "%data " + Lesson.LEAVES, "%pretrained graft-nano --as nano", "%finetune --epochs 1");
    TransferModel model = Results.model();
    String sentence = CLOSED.formatted("nano");

    lesson.run("%graft drop nano");

    assertThat(model.closed()).isTrue();
    assertThat(model.bytes()).isZero();
    assertThat(model).hasToString("nano (frozen), closed");
    assertThatThrownBy(model::weightsHash)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage(sentence);
    assertThatThrownBy(model::freezing).hasMessage(sentence);
    assertThatThrownBy(() -> Graft.evaluate(model, Results.data(), Part.VALIDATION))
        .hasMessage(sentence);
    assertThatThrownBy(() -> Graft.fineTune(model, Results.data()).run()).hasMessage(sentence);
    assertThat(lesson.session.render(model).text()).startsWith("nano (frozen)");
  }

  @Test
  void closingTheSessionClosesItsModels() {
    TransferModel model;
    try (Lesson other = new Lesson(folder)) {
      model = (TransferModel) Lesson.result(other.run("%pretrained graft-nano"));
    }

    assertThat(model.closed()).isTrue();
  }

  @Test
  void aModelWhoseRunIsGoneStaysUsable() {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1", "%pretrained run:1");
    lesson.run("%graft clean --keep 0");

    assertThatThrownBy(() -> lesson.run("%finetune --epochs 1"))
        .isInstanceOf(GraftException.class)
        .hasMessage("weights of run 1 are no longer kept; load another model with %pretrained");

    assertThat(lesson.lastOutput()).contains(" · failed\n", "no epoch is complete");
    lesson.run("%evaluate");
    lesson.run("%finetune --epochs 1 --continue");
    assertThat(lesson.lastOutput()).contains("continues run 1");
  }
}
