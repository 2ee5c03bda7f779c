package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Watch;
import graft.eval.ClassificationReport;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.FreezePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchBaselineTest {

  private static final String HOW =
      "scratch: graft-nano from random weights, all layers trained"
          + " (2 epochs, batch 32, rate 0.001, seed 42, augment light) in ";
  private static final String KEPT = "; kept from an earlier evaluation";

  @TempDir private Path folder;

  private final List<String> progress = new ArrayList<>();
  private Workspace before;
  private LabeledDataset data;
  private TransferModel model;

  @BeforeEach
  void open() {
    before = Graft.workspace();
    Graft.workspace(Workspace.beside(folder));
    data = Graft.data("sample:leaves,classes=3,count=12,size=64");
    model = Graft.pretrained("graft-nano");
    Graft.fineTune(model, data).epochs(2).metric(MetricChoice.LOSS).run();
  }

  @AfterEach
  void close() {
    model.close();
    Graft.workspace(before);
  }

  @Test
  void numbersAreThoseOfTheSameTrainingByHand() {
    ClassificationReport report = evaluate(Part.VALIDATION);

    try (TransferModel drawn = Graft.untrained("graft-nano", 42)) {
      drawn.freeze(FreezePolicy.nothing(drawn.backbone().architecture()));
      Graft.fineTune(drawn, data)
          .epochs(2)
          .metric(MetricChoice.LOSS)
          .learningRate(1e-3)
          .augment(Augment.LIGHT)
          .run();
      ClassificationReport byHand = Graft.evaluate(drawn, data, Part.VALIDATION);
      assertThat(report.baselines().get("scratch")).isEqualTo(byHand.headline());
      assertThat(report.differences().get("scratch").difference().value())
          .isCloseTo(report.headline().value() - byHand.headline().value(), within(1e-9));
    }
  }

  @Test
  void itIsTrainedOnceForADataSetAndBudget() throws IOException {
    ClassificationReport first = evaluate(Part.VALIDATION);
    assertThat(progress).anyMatch(each -> each.matches("scratch baseline, about .* in all: step"));
    progress.clear();

    ClassificationReport second = evaluate(Part.VALIDATION);

    assertThat(progress).noneMatch(each -> each.startsWith("scratch"));
    assertThat(second.baselines()).isEqualTo(first.baselines());
    assertThat(second.differences()).isEqualTo(first.differences());
    assertThat(notes(first)).singleElement().asString().startsWith(HOW).doesNotEndWith(KEPT);
    assertThat(notes(second)).containsExactly(notes(first).get(0) + KEPT);
  }

  @Test
  void onlyTheModelsRunIsAmongTheRuns() throws IOException {
    evaluate(Part.VALIDATION);

    assertThat(Graft.workspace().runs().runs()).hasSize(1);
    assertThat(Graft.savedRun("last").history().run()).isEqualTo(model.run());
    assertThat(kept()).containsExactly("baseline.json", "val.json", "weights.safetensors");
  }

  @Test
  void testPartIsMeasuredWhenTheUserAsksAndOpensOnceForTheModelAlone() throws IOException {
    evaluate(Part.VALIDATION);
    assertThat(folder.resolve(".graft/seals.json")).doesNotExist();

    ClassificationReport report = evaluate(Part.TEST);

    assertThat(report.usage()).isEqualTo("the test part was opened for the first time");
    assertThat(Graft.workspace().seals().openings(data.contentHash(Part.TEST))).isEqualTo(1);
    assertThat(report.baselines()).containsKey("scratch");
    assertThat(notes(report)).singleElement().asString().endsWith(KEPT);
    assertThat(kept())
        .containsExactly("baseline.json", "test.json", "val.json", "weights.safetensors");
  }

  @Test
  void weightsThatAreReadBackSayTheSame() throws IOException {
    ClassificationReport first = evaluate(Part.VALIDATION);
    Files.delete(baseline().resolve("val.json"));

    ClassificationReport second = evaluate(Part.VALIDATION);

    assertThat(second.differences()).isEqualTo(first.differences());
    assertThat(notes(second)).singleElement().asString().endsWith(KEPT);
  }

  @Test
  void damagedRecordMeansTrainingAgain() throws IOException {
    ClassificationReport first = evaluate(Part.VALIDATION);
    Files.writeString(baseline().resolve("baseline.json"), "{");

    ClassificationReport second = evaluate(Part.VALIDATION);

    assertThat(second.differences()).isEqualTo(first.differences());
    assertThat(notes(second)).singleElement().asString().doesNotEndWith(KEPT);
  }

  @Test
  void anotherBudgetIsAnotherBaseline() throws IOException {
    evaluate(Part.VALIDATION);
    Graft.fineTune(model, data).epochs(1).metric(MetricChoice.LOSS).run();

    ClassificationReport report = evaluate(Part.VALIDATION);

    assertThat(notes(report)).singleElement().asString().contains("(1 epoch, batch 32");
    try (Stream<Path> entries = Files.list(folder.resolve(".graft/baselines"))) {
      assertThat(entries).hasSize(2);
    }
  }

  @Test
  void stoppedBaselineIsLeftOutAndTheReportSaysSo() {
    AtomicBoolean stop = new AtomicBoolean();
    Watch watch =
        new Watch(
            (done, total, what) -> {
              if (what.startsWith("scratch")) {
                stop.set(true);
              }
            },
            stop::get);

    ClassificationReport report =
        Graft.evaluate(model, data, Optional.of(Part.TEST), Baseline.SCRATCH, watch);

    assertThat(report.baselines()).containsOnlyKeys("majority class", "linear probe");
    assertThat(notes(report))
        .containsExactly("scratch was stopped and is left out; the same line again trains it");
    assertThat(evaluate(Part.VALIDATION).baselines()).containsKey("scratch");
  }

  @Test
  void itNeedsAPartOfDataOfTheSameClasses() {
    LabeledDataset autumn = Graft.data("sample:leaves,classes=3,count=4,size=64,season=autumn");

    assertThatThrownBy(
            () -> Graft.evaluate(model, autumn, Optional.empty(), Baseline.SCRATCH, Watch.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "baseline scratch needs one part of data with the classes of model 'graft-nano' (%s),"
                + " received all of %s (%s)",
            data.classes(), autumn.name(), autumn.classes());
  }

  @Test
  void withoutTheRunsRecordTheBudgetIsNotKnown() {
    Graft.workspace().runs().clean(0);

    assertThatThrownBy(() -> evaluate(Part.VALIDATION))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "record of run 1 is no longer kept, so the budget of a scratch baseline is not known;"
                + " run %finetune again");
  }

  /** What the report says of the baseline, not of its own gaps. */
  private static List<String> notes(ClassificationReport report) {
    return report.notes().stream().filter(note -> note.startsWith("scratch")).toList();
  }

  private ClassificationReport evaluate(Part part) {
    Watch watch = new Watch((done, total, what) -> progress.add(what), () -> false);
    return Graft.evaluate(model, data, Optional.of(part), Baseline.SCRATCH, watch);
  }

  private Path baseline() throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve(".graft/baselines"))) {
      return entries.findFirst().orElseThrow();
    }
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> entries = Files.list(baseline())) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
