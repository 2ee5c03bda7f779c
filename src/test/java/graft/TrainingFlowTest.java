package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.backbone.BackboneCatalog;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.engine.ProcessMemory;
import graft.head.Head;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.Balance;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FreezePolicy;
import graft.train.Milestone;
import graft.train.Outcome;
import graft.train.RateChoice;
import graft.train.RateSweep;
import graft.train.TrainingHistory;
import graft.train.TrainingOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole run does with its options, through the front door. */
class TrainingFlowTest {

  private static final String LEAVES = "sample:leaves,classes=3,count=20";

  @TempDir private Path folder;
  private TransferModel model;
  private LabeledDataset data;

  @BeforeEach
  void open() {
    Graft.workspace(Workspace.beside(folder));
    model = Graft.pretrained("graft-nano");
    data = Graft.data(LEAVES);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void recipeTrainsItsPhasesAndSetsThePolicy() {
    TrainingHistory history = Graft.fineTune(model, data).recipe(Recipe.TWO_STEP).epochs(4).run();

    assertThat(history.milestones())
        .containsExactly(
            new Milestone(1, "frozen", List.of("fc")),
            new Milestone(
                2,
                "all layers train",
                List.of("stem", "layer1", "layer2", "layer3", "layer4", "fc")));
    assertThat(history.receipt().kept()).isTrue();
    assertThat(history.receipt().rows()).allMatch(row -> row.trained() && row.weightChange() > 0);
    assertThat(model.policy()).isEqualTo(FreezePolicy.nothing(model.backbone().architecture()));
    assertThat(history.resources().estimatedSeconds()).isPositive();
    assertThat(history.resources().seconds()).isPositive();
  }

  @Test
  void trialOfPrecisionsIsToldAndKept() {
    model.freeze(FreezePolicy.from("layer4"));

    TrainingHistory raw =
        Graft.fineTune(model, data).epochs(1).with(TrainingOption.MIXUP, 0.2).run();
    TrainingHistory cached = Graft.fineTune(model, data).epochs(1).augment(Augment.NONE).run();

    assertThat(raw.defaults().get("--precision")).matches("(bf16|f32), as .*");
    assertThat(raw.record().get("precision")).isEqualTo(raw.defaults().get("--precision"));
    assertThat(raw.warnings()).anyMatch(warning -> warning.contains("mixup mixes the inputs"));
    assertThat(cached.defaults()).containsEntry("--precision", "f32, as features are cached");
  }

  @Test
  void recordHoldsWhatIsNeededToRepeatTheRun() {
    TrainingHistory history = Graft.fineTune(model, data).epochs(2).seed(7).run();

    assertThat(history.record())
        .containsEntry("command", "%finetune --epochs 2 --seed 7")
        .containsEntry("data", data.hash())
        .containsEntry("seed", "7")
        .containsKeys(
            "weights", "split", "precision", "threads", "cpu", "pytorch", "java", "device");
  }

  @Test
  void sweepBeforeARunSetsItsRates() {
    TrainingHistory history =
        Graft.fineTune(model, data)
            .epochs(2)
            .with(TrainingOption.RATES, new RateChoice.Sweep())
            .run();

    assertThat(history.defaults().get("--lr")).matches("[0-9.e-]+, as .*|by policy, as .*");
  }

  @Test
  void findingARateChangesNothing() {
    String weights = model.weightsHash();
    FreezePolicy policy = model.policy();

    RateSweep sweep = Graft.findRate(model, data).with(TrainingOption.RECIPE, Recipe.FULL).run();

    assertThat(sweep.losses()).isNotEmpty();
    assertThat(model.weightsHash()).isEqualTo(weights);
    assertThat(model.policy()).isEqualTo(policy);
    assertThat(model.classes()).isEmpty();
    assertThat(Graft.workspace().runs().runs()).isEmpty();
  }

  @Test
  void balancedTrainingGivesProbabilitiesOfTheRealShares() {
    LabeledDataset uneven = Graft.data("sample:leaves,classes=3,count=60,imbalance=6");
    Graft.fineTune(model, uneven).balance(Balance.WEIGHTS).run();

    assertThat(model.priorShift().perClass()).hasSize(3).doesNotContain(0f);
    try (TransferModel again = Graft.pretrained("run:last")) {
      assertThat(again.priorShift()).isEqualTo(model.priorShift());
      assertThat(Graft.evaluate(again, uneven, Part.VALIDATION).headline().value())
          .isCloseTo(
              Graft.evaluate(model, uneven, Part.VALIDATION).headline().value(), within(1e-9));
    }
  }

  @Test
  void timeLimitEndsOnAUsableModel() {
    TrainingHistory history =
        Graft.fineTune(model, data).epochs(100_000).timeLimit(Duration.ofSeconds(2)).run();

    assertThat(history.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(history.seconds()).isLessThan(20);
    assertThat(history.warnings()).anyMatch(warning -> warning.startsWith("the time limit ended"));
    assertThat(Graft.evaluate(model, data, Part.VALIDATION).accuracy())
        .isCloseTo(history.bestValue(), within(1e-9));
  }

  @Test
  void finishedRunIsReturnedWithItsWeights() {
    TrainingHistory first = Graft.fineTune(model, data).epochs(3).run();
    String weights = model.weightsHash();

    try (TransferModel fresh = Graft.pretrained("graft-nano")) {
      TrainingHistory second = Graft.fineTune(fresh, data).epochs(3).resuming().run();

      assertThat(second).isEqualTo(first);
      assertThat(fresh.weightsHash()).isEqualTo(weights);
      assertThat(fresh.trained()).isTrue();
    }
  }

  @Test
  void runThatWouldNotFitNamesTheBatchThatWould() {
    model.freeze(FreezePolicy.nothing(model.backbone().architecture()));
    Head head = model.head(3, 0);
    Choices choices =
        Choices.of(
            FineTuneOptions.defaults().with(TrainingOption.BATCH, 4096),
            BackboneCatalog.find("graft-nano").architecture(),
            model.policy(),
            head,
            data);
    long held = ProcessMemory.ofThisProcess().resident().orElse(0);
    assumeTrue(held > 0, "the system does not say how much memory a process holds");

    assertThatThrownBy(
            () ->
                new MemoryCheck(model.live(), choices.plan(), true, held + 400_000_000).peakBytes())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "training with --batch 4096 would hold [0-9.]+ GB at its peak,"
                + " and this process may hold [0-9.]+ GB; use --batch (2|4|8|16|32|64|128|256|512)");
  }
}
