package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.backbone.Architecture;
import graft.backbone.BackboneCatalog;
import graft.data.LabeledDataset;
import graft.data.LeafSamples;
import graft.data.SplitRule;
import graft.data.Splits;
import graft.head.Head;
import graft.head.LinearHead;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.MetricChoice;
import graft.train.FineTuneOptions.Recipe;
import graft.train.FineTuneOptions.ScheduleChoice;
import graft.train.FreezePolicy;
import graft.train.Phase;
import graft.train.RateChoice;
import graft.train.Schedule;
import graft.train.TrainingOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run chooses where nobody says it, and how it tells. */
class ChoicesTest {

  private static final FineTuneOptions OPTIONS = FineTuneOptions.defaults();
  private static final LabeledDataset EVEN = leaves("sample:leaves,classes=3,count=20");
  private static final Architecture NANO = BackboneCatalog.find("graft-nano").architecture();
  private static final Head HEAD = LinearHead.overMaps("fc", NANO.output(), NANO.featureWidth(), 3);
  private static final FreezePolicy FROZEN = FreezePolicy.backbone();
  private static final FreezePolicy EVERYTHING = FreezePolicy.nothing(NANO);

  @Test
  void frozenBackboneTrainsUntilTheMetricStalls() {
    Choices choices = choose(OPTIONS, FROZEN);

    assertThat(choices.plan().epochs()).isEqualTo(100);
    assertThat(choices.plan().patience()).isEqualTo(10);
    assertThat(choices.augment()).isFalse();
    assertThat(choices.plan().updates().schedule()).isEqualTo(new Schedule.Constant(0));
    assertThat(choices.words())
        .containsEntry("--epochs", "until the metric has not improved for 10 epochs, at most 100")
        .containsEntry("--augment", "none, as the backbone is frozen")
        .containsEntry("--metric", "accuracy")
        .containsEntry("--schedule", "constant")
        .containsEntry("--lr", "0.003");
  }

  @Test
  void trainableStagesTrainOnVariedPicturesAtRatesThatRiseTowardsTheHead() {
    Choices choices = choose(OPTIONS, EVERYTHING);

    Phase phase = choices.plan().phases().get(0);
    assertThat(choices.plan().patience()).isZero();
    assertThat(phase.rates().byGroup().keySet())
        .containsExactly("stem", "layer1", "layer2", "layer3", "layer4", "fc");
    assertThat(List.copyOf(phase.rates().byGroup().values())).isSorted();
    assertThat(choices.augment()).isTrue();
    assertThat(choices.plan().updates().schedule()).isEqualTo(new Schedule.OneCycle(0.3));
    assertThat(choices.words())
        .containsEntry("--augment", "light")
        .containsEntry("--schedule", "one-cycle")
        .containsKey("--epochs");
  }

  @Test
  void variedPicturesOnAFrozenBackboneHaveNoFeaturesToStallOn() {
    Choices choices = choose(OPTIONS.with(TrainingOption.AUGMENT, Augment.LIGHT), FROZEN);

    assertThat(choices.augment()).isTrue();
    assertThat(choices.plan().epochs()).isLessThan(100);
    assertThat(choices.plan().patience()).isZero();
  }

  @Test
  void whatIsSaidIsNotChosen() {
    FineTuneOptions said =
        OPTIONS
            .with(TrainingOption.EPOCHS, 7)
            .with(TrainingOption.RATES, new RateChoice.Single(0.5))
            .with(TrainingOption.AUGMENT, Augment.NONE)
            .with(TrainingOption.METRIC, MetricChoice.LOSS)
            .with(TrainingOption.WEIGHT_DECAY, 0.25)
            .with(TrainingOption.SCHEDULE, ScheduleChoice.COSINE)
            .with(TrainingOption.WARMUP, 0.1)
            .with(TrainingOption.PATIENCE, 3)
            .with(TrainingOption.CLIP, 2.0)
            .with(TrainingOption.TIME_LIMIT, Duration.ofSeconds(90));

    Choices choices = choose(said, EVERYTHING);

    assertThat(choices.words()).isEmpty();
    assertThat(choices.plan().epochs()).isEqualTo(7);
    assertThat(choices.plan().phases().get(0).rates().byGroup().values()).containsOnly(0.5);
    assertThat(choices.plan().updates().headDecay()).isEqualTo(0.25);
    assertThat(choices.plan().updates().backboneDecay()).isEqualTo(0.25);
    assertThat(choices.plan().updates().schedule()).isEqualTo(new Schedule.Cosine(0.1));
    assertThat(choices.plan().updates().clip()).isEqualTo(2);
    assertThat(choices.plan().patience()).isEqualTo(3);
    assertThat(choices.plan().timeLimitSeconds()).hasValue(90);
    assertThat(choices.plan().decidingSeries()).isEqualTo("validation loss");
    assertThat(choices.plan().higherIsBetter()).isFalse();
  }

  @Test
  void spreadGoesFromTheFirstStageThatTrainsToTheHead() {
    FineTuneOptions spread = OPTIONS.with(TrainingOption.RATES, new RateChoice.Spread(1e-5, 1e-3));

    Phase phase = choose(spread, FreezePolicy.from("layer4")).plan().phases().get(0);

    assertThat(phase.rates().byGroup())
        .containsExactlyInAnyOrderEntriesOf(java.util.Map.of("layer4", 1e-5, "fc", 1e-3));
  }

  @Test
  void twoStepTrainsTheHeadFirstAndThenEverythingAtLowerRates() {
    Choices choices =
        choose(
            OPTIONS
                .with(TrainingOption.RECIPE, Recipe.TWO_STEP)
                .with(TrainingOption.EPOCHS, 8)
                .with(TrainingOption.RATES, new RateChoice.Single(1e-3)),
            FROZEN);

    assertThat(choices.plan().phases()).extracting(Phase::epochs).containsExactly(2, 6);
    assertThat(choices.plan().phases().get(0).rates().byGroup()).containsOnlyKeys("fc");
    assertThat(choices.plan().phases().get(1).rates().byGroup()).hasSize(6);
    assertThat(choices.plan().phases().get(1).rates().of("fc")).isLessThan(1e-3);
    assertThat(choices.policy()).isEqualTo(EVERYTHING);
    assertThat(choices.words())
        .containsEntry("--recipe", "frozen (2 epochs), then all layers train (6 epochs)");
  }

  @Test
  void gradualOpensAStageAfterEveryFewEpochs() {
    Choices choices =
        choose(
            OPTIONS
                .with(TrainingOption.RECIPE, Recipe.GRADUAL)
                .with(TrainingOption.EVERY, 3)
                .with(TrainingOption.EPOCHS, 10),
            FROZEN);

    assertThat(choices.plan().phases())
        .extracting(Phase::name)
        .containsExactly("frozen", "trains from layer4", "trains from layer3");
    assertThat(choices.plan().phases()).extracting(Phase::epochs).containsExactly(3, 3, 4);
    assertThat(choices.policy()).isEqualTo(FreezePolicy.from("layer3"));
  }

  @Test
  void gradualOpensEverythingWhereNobodySaysHowLong() {
    Choices choices = choose(OPTIONS.with(TrainingOption.RECIPE, Recipe.GRADUAL), FROZEN);

    assertThat(choices.plan().phases()).hasSize(6);
    assertThat(choices.policy()).isEqualTo(EVERYTHING);
  }

  @Test
  void recipesOfSeveralPhasesNeedSeveralEpochs() {
    FineTuneOptions one =
        OPTIONS.with(TrainingOption.RECIPE, Recipe.TWO_STEP).with(TrainingOption.EPOCHS, 1);

    assertThatThrownBy(() -> choose(one, FROZEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "recipe two-step needs at least 2 epochs, received --epochs 1;"
                + " use --recipe current for one");
  }

  @Test
  void recipesKeepWhatNormsDo() {
    Choices choices =
        choose(
            OPTIONS.with(TrainingOption.RECIPE, Recipe.FULL),
            FROZEN.withTrainableNormsMoving(false));

    assertThat(choices.policy()).isEqualTo(EVERYTHING.withTrainableNormsMoving(false));
  }

  @Test
  void macroF1DecidesWhereTheLargestClassHasOverThreeTimesTheSmallest() {
    LabeledDataset uneven = leaves("sample:leaves,classes=3,count=60,imbalance=5");

    Choices choices = Choices.of(OPTIONS, NANO, FROZEN, HEAD, uneven);

    assertThat(choices.plan().metric()).isEqualTo("macro F1");
    assertThat(choices.words()).containsEntry("--metric", "macro F1");
  }

  private static Choices choose(FineTuneOptions options, FreezePolicy policy) {
    return Choices.of(options, NANO, policy, HEAD, EVEN);
  }

  private static LabeledDataset leaves(String name) {
    return LeafSamples.open(
        LeafSamples.parse(name),
        examples -> Splits.stratified(examples, SplitRule.DEFAULT, Splits.DEFAULT_SEED));
  }
}
