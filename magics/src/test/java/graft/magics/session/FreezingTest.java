package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.train.FreezeSummary;
import graft.train.FreezeSummary.StageRow;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezingTest {

  /** ResNet-18 of base width 32, counted from the paper's table without a head. */
  private static final long BACKBONE = 2_798_880;

  /** 256 features by 3 classes, and 3 biases. */
  private static final long HEAD = 771;

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

  private FreezeSummary stages(String line) {
    return (FreezeSummary) Lesson.result(lesson.run(line));
  }

  @Test
  void headIsCountedBeforeItExists() {
    lesson.run("%data " + Lesson.LEAVES);

    FreezeSummary summary = stages("%freeze --show");

    assertThat(lesson.firstLine()).isEqualTo("graft-nano (frozen)");
    assertThat(lesson.output()).contains("frozen · 771 of 2,799,651 parameters train");
    assertThat(summary.parameters()).isEqualTo(BACKBONE + HEAD);
    assertThat(summary.trainable()).isEqualTo(HEAD);
    assertThat(summary.stages())
        .extracting(StageRow::name)
        .containsExactly("stem", "layer1", "layer2", "layer3", "layer4", "fc");
  }

  @Test
  void withoutDataTheHeadComesWithIt() {
    FreezeSummary summary = stages("%freeze --show");

    assertThat(summary.trainable()).isZero();
    assertThat(lesson.output())
        .contains(
            "0 of the backbone's 2,798,880 parameters train, and a head that comes with the data")
        .containsPattern("fc +● trains +with the data +all");
  }

  @Test
  void headIsThatOfTheDataWhichTheNextRunTrainsOn() {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1");

    lesson.run("%data sample:leaves,classes=4,count=9,size=64");

    assertThat(stages("%freeze --show").trainable()).isEqualTo(4 * 257);
  }

  @Test
  void freezeUntilTrainsTheStageAndWhatFollows() {
    lesson.run("%data " + Lesson.LEAVES);

    FreezeSummary summary = stages("%freeze --until layer4");

    assertThat(lesson.firstLine()).isEqualTo("graft-nano (trains from layer4)");
    assertThat(summary.stages())
        .filteredOn(stage -> stage.trainable() > 0)
        .extracting(StageRow::name)
        .containsExactly("layer4", "fc");
    assertThat(stages("%freeze").trainable()).isEqualTo(HEAD);
  }

  @Test
  void unfreezeOpensStagesFromTheEnd() {
    lesson.run("%data " + Lesson.LEAVES);

    assertThat(stages("%unfreeze --last 1")).isEqualTo(stages("%freeze --until layer4"));
    assertThat(stages("%unfreeze --last 2")).isEqualTo(stages("%unfreeze --from layer3"));
    assertThat(stages("%unfreeze").trainable()).isEqualTo(BACKBONE + HEAD);
    assertThat(lesson.firstLine()).isEqualTo("graft-nano (all layers train)");
  }

  @Test
  void batchNormsOfFrozenStagesStandStillUnlessAskedTo() {
    assertThat(stages("%freeze --until layer4").stages())
        .extracting(StageRow::norms)
        .containsExactly("eval", "eval", "eval", "eval", "train", "none");
    assertThat(stages("%freeze --bn train").stages())
        .extracting(StageRow::norms)
        .containsExactly("train", "train", "train", "train", "train", "none");
  }

  @Test
  void showChangesNothing() {
    lesson.run("%unfreeze --last 2");
    var policy = Results.model().policy();

    lesson.run("%freeze --show");

    assertThat(Results.model().policy()).isEqualTo(policy);
    assertThat(lesson.firstLine()).isEqualTo("graft-nano (trains from layer3)");
  }

  @Test
  void policiesNeverTouchWeights() {
    lesson.cells("%data " + Lesson.LEAVES, "%finetune --epochs 1");
    String before = Results.model().weightsHash();

    lesson.cells("%unfreeze", "%freeze --until layer2 --bn train", "%unfreeze --last 1", "%freeze");

    assertThat(Results.model().weightsHash()).isEqualTo(before);
    assertThat(Results.model().trained()).isTrue();
  }

  @Test
  void unknownStagesAreAnsweredWithTheirNames() {
    assertThatThrownBy(() -> lesson.run("%freeze --until layer9"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("no stage 'layer9' in ResNet-18; it has stem, layer1, layer2, layer3, layer4");
    assertThatThrownBy(() -> lesson.run("%unfreeze --from top"))
        .hasMessage("no stage 'top' in ResNet-18; it has stem, layer1, layer2, layer3, layer4");
    assertThatThrownBy(() -> lesson.run("%unfreeze --last 6"))
        .hasMessage(
            "number of stages to unfreeze must be 1 to 5 "
                + "(ResNet-18 has stem, layer1, layer2, layer3, layer4), received 6");
    assertThat(stages("%freeze --show").policy()).isEqualTo("frozen");
  }
}
