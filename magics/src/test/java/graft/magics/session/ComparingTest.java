package graft.magics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.data.Exposure;
import graft.data.Part;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ScoredExample;
import graft.eval.Comparison;
import graft.eval.PairedDifference;
import graft.train.TrainingHistory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three models that were trained once: from scratch, frozen and fine-tuned. */
class ComparingTest {

  private static final String DATA = "sample:leaves,classes=3,count=20,size=64";

  @TempDir static Path folder;
  private static Lesson lesson;

  @BeforeAll
  static void train() {
    lesson =
        new Lesson(folder)
            .cells(
                "%data " + DATA,
                "%pretrained graft-nano --weights none",
                "%unfreeze",
                "%finetune --epochs 2 --as scratch",
                "%pretrained graft-nano",
                "%finetune --epochs 2 --as frozen",
                "%unfreeze --last 1",
                "%finetune --epochs 3 --as tuned");
  }

  @AfterAll
  static void close() {
    lesson.close();
  }

  private static Comparison compared(String line) {
    return (Comparison) Lesson.result(lesson.run(line));
  }

  private static List<ScoredExample> scored(String model) {
    return ((ClassificationReport) Lesson.result(lesson.run("%evaluate " + model))).scored();
  }

  @Test
  void differenceIsThatOfTheReportsCountedByHand() {
    List<ScoredExample> scratch = scored("scratch");
    List<ScoredExample> frozen = scored("frozen");

    Comparison comparison = compared("%compare scratch frozen tuned");

    PairedDifference difference = comparison.differences().get("frozen");
    int onlyFrozen = 0;
    int onlyScratch = 0;
    for (int i = 0; i < scratch.size(); i++) {
      assertThat(scratch.get(i).id()).isEqualTo(frozen.get(i).id());
      boolean one = scratch.get(i).truth() == scratch.get(i).prediction();
      boolean other = frozen.get(i).truth() == frozen.get(i).prediction();
      onlyFrozen += other && !one ? 1 : 0;
      onlyScratch += one && !other ? 1 : 0;
    }
    assertThat(difference.examples()).isEqualTo(scratch.size()).isEqualTo(9);
    assertThat(difference.onlyFirst()).isEqualTo(onlyFrozen);
    assertThat(difference.onlySecond()).isEqualTo(onlyScratch);
    assertThat(difference.difference().value())
        .isCloseTo((onlyFrozen - onlyScratch) / 9.0, within(1e-12));
  }

  @Test
  void rowsSayWhatEachModelIs() {
    Comparison comparison = compared("%compare scratch frozen tuned");

    assertThat(lesson.firstLine()).isEqualTo("scratch, frozen, tuned · " + DATA + " (val 9)");
    assertThat(comparison.rows())
        .extracting(Comparison.Row::recipe)
        .containsExactly(
            "from random weights: all layers train",
            "from pretrained weights: frozen",
            "from pretrained weights: trains from layer4");
    assertThat(comparison.rows().get(1).trainable()).isEqualTo(256 * 3 + 3);
    assertThat(comparison.rows().get(0).trainable())
        .isGreaterThan(comparison.rows().get(2).trainable());
    TrainingHistory tuned = Results.history("tuned");
    assertThat(comparison.rows().get(2).seconds()).isEqualTo(tuned.seconds());
    assertThat(comparison.histories().get("tuned")).isEqualTo(tuned);
    assertThat(comparison.warnings())
        .containsExactly("budgets differ: epochs of scratch 2, frozen 2, tuned 3");
    assertThat(comparison.usage()).startsWith("validation chose the best epoch of each");
  }

  @Test
  void runsAreOperandsToo() {
    Comparison byName = compared("%compare scratch frozen");

    Comparison byRun = compared("%compare run:1 run:2 --as both");

    assertThat(byRun.differences().get("run:2")).isEqualTo(byName.differences().get("frozen"));
    assertThat(Results.comparison()).isSameAs(byRun);
    assertThat(Results.comparison("both")).isSameAs(byRun);
    assertThat(lesson.notebook.lookup("both")).isSameAs(byRun);
    assertThat(lesson.session.render(byRun).text()).startsWith("run:1, run:2 · ");
  }

  @Test
  void openingTheTestPartIsCountedForEachModel() {
    Comparison comparison = compared("%compare scratch frozen --on test");

    assertThat(comparison.examples()).isEqualTo(9);
    assertThat(comparison.usage()).startsWith("the test part was opened for 2 different models");
  }

  @Test
  void otherDataIsLookedUpByContent() {
    Comparison comparison =
        compared("%compare frozen scratch --on sample:leaves,classes=3,count=4,size=64,seed=9");

    assertThat(comparison.examples()).isEqualTo(12);
    assertThat(comparison.usage()).isEqualTo("no decision was made on these examples");
    assertThat(comparison.overlapping()).isEmpty();
    assertThat(comparison.warnings()).isEmpty();
  }

  @Test
  void whatAnotherSplitTrainedOnIsLeftOut() {
    lesson.cells("%data " + DATA + " --seed 7 --as resplit");
    int asked = Results.data("resplit").part(Part.VALIDATION).size();

    Comparison comparison = compared("%compare frozen scratch --data resplit");

    int trained = comparison.overlapping().get("frozen").count(Exposure.Use.TRAINED);
    assertThat(trained).isPositive();
    assertThat(comparison.overlapping().get("scratch").count(Exposure.Use.TRAINED))
        .isEqualTo(trained);
    assertThat(comparison.examples()).isPositive().isLessThanOrEqualTo(asked - trained);
    assertThat(comparison.usage()).contains("; of %d examples only the ".formatted(asked));
    assertThat(lesson.lastOutput())
        .contains("Known to models\n- frozen: %d of %d w".formatted(trained, asked));
    lesson.run("%data " + DATA);
  }

  @Test
  void whatARunContinuesIsSaid() {
    lesson.cells(
        "%pretrained run:2", "%finetune --epochs 2 --continue --as longer", "%data " + DATA);

    Comparison comparison = compared("%compare frozen longer");

    assertThat(comparison.rows().get(1).recipe()).isEqualTo("continues run 2: frozen");
    assertThat(comparison.warnings())
        .containsExactly("longer continues run 2, whose epochs and seconds are not counted here");
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> lesson.run("%compare frozen"))
        .hasMessage(
            "%compare needs at least two models, received frozen; write %compare frozen ANOTHER");
    assertThatThrownBy(() -> lesson.run("%compare frozen frozen"))
        .hasMessage("%compare needs different models, received frozen twice; leave one out");
    assertThatThrownBy(() -> lesson.run("%compare frozen run:2"))
        .hasMessage(
            "comparison needs different models; frozen and run:2 hold the same weights (run 2)");
  }

  @Test
  void untrainedHeadIsRefusedBeforeAnythingIsMeasured() {
    lesson.run("%pretrained graft-nano --as fresh");
    lesson.notebook.clear();

    assertThatThrownBy(() -> lesson.runOn("%compare frozen fresh --on test"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("model 'fresh' has no trained head yet; run %finetune first");
    assertThat(lesson.notebook.shown()).isEmpty();
  }

  @Test
  void otherClassesAreRefused() {
    lesson.cells(
        "%pretrained graft-nano --as pair",
        "%finetune sample:leaves,classes=2,count=10,size=64 --model pair --epochs 1");

    assertThatThrownBy(() -> lesson.run("%compare frozen pair"))
        .hasMessage(
            "models must know the same classes to be compared: frozen knows [beech, birch, ginkgo],"
                + " pair knows [beech, birch]");
    lesson.run("%data " + DATA);
  }
}
