package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.backbone.BackboneCatalog;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Watch;
import graft.engine.ProcessMemory;
import graft.eval.ClassificationReport;
import graft.eval.ClassificationReport.ScoredExample;
import graft.eval.Predictions;
import graft.head.Head;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.Balance;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.FineTuneOptions.PrecisionChoice;
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
  void bf16ThatWouldHaveNoEffectIsSaid() {
    TrainingHistory head =
        Graft.fineTune(model, data)
            .epochs(1)
            .with(TrainingOption.PRECISION, PrecisionChoice.BF16)
            .run();
    model.freeze(FreezePolicy.from("layer4"));
    TrainingHistory cached =
        Graft.fineTune(model, data)
            .epochs(1)
            .augment(Augment.NONE)
            .with(TrainingOption.PRECISION, PrecisionChoice.BF16)
            .run();

    assertThat(head.defaults()).containsEntry("--precision", "f32, as no stage trains");
    assertThat(cached.defaults()).containsEntry("--precision", "f32, as features are cached");
    assertThat(cached.record()).containsEntry("precision", "f32, as features are cached");
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
  void aSweepStartsWhereARunWithTheSameOptionsWould() {
    RateSweep untrained = Graft.findRate(model, data).run();
    Graft.fineTune(model, data).epochs(2).run();
    String weights = model.weightsHash();

    RateSweep again = Graft.findRate(model, data).run();
    RateSweep continued = Graft.findRate(model, data).continuing().run();

    assertThat(untrained.start()).isEqualTo("from pretrained weights with a new head");
    assertThat(again.start())
        .isEqualTo(
            "from pretrained weights with a new head, "
                + "not from the live ones of run 1 (--continue does that)");
    assertThat(again.losses()).isEqualTo(untrained.losses());
    assertThat(continued.start()).isEqualTo("continues run 1");
    assertThat(continued.options()).isEqualTo("--continue");
    assertThat(continued.losses().get(0)).isLessThan(untrained.losses().get(0));
    assertThat(model.weightsHash()).isEqualTo(weights);
    try (TransferModel loaded = Graft.pretrained("run:1")) {
      RateSweep reloaded = Graft.findRate(loaded, data).run();
      assertThat(reloaded.start()).isEqualTo("from run 1's weights");
      assertThat(reloaded.losses()).isEqualTo(continued.losses());
      assertThat(Graft.findRate(loaded, data).continuing().run().losses())
          .isEqualTo(continued.losses());
    }
  }

  @Test
  void aSweepStartsARunWithOtherLabelsWithANewHead() {
    Graft.fineTune(model, data).epochs(1).run();
    LabeledDataset other = Graft.data("sample:leaves,classes=2,count=20");
    try (TransferModel loaded = Graft.pretrained("run:1")) {
      assertThat(Graft.findRate(loaded, other).run().start())
          .isEqualTo("from run 1's weights with a new head");
      assertThatThrownBy(() -> Graft.findRate(loaded, other).continuing().run())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSweepSeesTheOptionsOfItsRun() {
    RateSweep plain = Graft.findRate(model, data).run();
    RateSweep smoothed =
        Graft.findRate(model, data).with(TrainingOption.LABEL_SMOOTHING, 0.5).run();

    assertThat(smoothed.losses().get(0)).isNotEqualTo(plain.losses().get(0));
    assertThat(smoothed.options()).isEqualTo("--label-smoothing 0.5");
  }

  @Test
  void aRunThatContinuesTakesItsOwnDropout() {
    Graft.fineTune(model, data).epochs(1).with(TrainingOption.DROPOUT, 0.5).run();
    TrainingHistory with =
        Graft.fineTune(model, data).epochs(1).continuing().with(TrainingOption.DROPOUT, 0.5).run();
    TrainingHistory without;
    try (TransferModel loaded = Graft.pretrained("run:1")) {
      without = Graft.fineTune(loaded, data).epochs(1).continuing().run();
    }

    assertThat(without.series("training loss")[0]).isLessThan(with.series("training loss")[0]);
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
  void aBalancedDecisionIsOneForTrainingEvaluationAndPrediction() {
    LabeledDataset uneven = Graft.data("sample:leaves,classes=3,count=60,imbalance=8,noise=0.3");
    TrainingHistory history =
        Graft.fineTune(model, uneven).balance(Balance.WEIGHTS).metric(MetricChoice.MACRO_F1).run();

    ClassificationReport report = Graft.evaluate(model, uneven, Part.VALIDATION);
    Predictions predictions =
        Graft.predict(model, uneven.part(Part.VALIDATION), List.of(), "validation", Watch.none());

    assertThat(history.metric()).isEqualTo("validation macro F1");
    assertThat(report.headline().value()).isCloseTo(history.bestValue(), within(1e-9));
    for (int i = 0; i < report.scored().size(); i++) {
      ScoredExample scored = report.scored().get(i);
      Predictions.Item item = predictions.items().get(i);
      assertThat(item.label()).isEqualTo(report.classes().get(scored.prediction()));
      assertThat(item.probability()).isCloseTo(scored.probability(), within(1e-5));
      assertThat(item.probabilities().get(scored.prediction())).isEqualTo(item.probability());
    }
    assertThat(predictions.improbable()).isPositive();
    assertThat(report.notes())
        .containsOnlyOnce(
            "training balanced the classes, so predictions are balanced decisions, and probabilities those of the real shares: %d of %d predictions are not the most probable class"
                .formatted(predictions.improbable(), report.examples()));
  }

  @Test
  void timeLimitEndsOnAUsableModel() {
    TrainingHistory history =
        Graft.fineTune(model, data).epochs(100_000).timeLimit(Duration.ofSeconds(2)).run();

    assertThat(history.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(history.epochs()).hasSizeLessThan(100_000);
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
