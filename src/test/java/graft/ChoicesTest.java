package graft;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.LabeledDataset;
import graft.data.LeafSamples;
import graft.data.SplitRule;
import graft.data.Splits;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Augment;
import graft.train.FineTuneOptions.MetricChoice;
import org.junit.jupiter.api.Test;

/** What a run chooses where nobody says it, and how it tells. */
class ChoicesTest {

  private static final FineTuneOptions OPTIONS = FineTuneOptions.defaults();
  private static final LabeledDataset EVEN = leaves("sample:leaves,classes=3,count=20");

  @Test
  void frozenBackboneTrainsUntilTheMetricStalls() {
    Choices choices = Choices.of(OPTIONS, true, EVEN);

    assertThat(choices.plan().epochs()).isEqualTo(100);
    assertThat(choices.plan().patience()).isEqualTo(10);
    assertThat(choices.augment()).isFalse();
    assertThat(choices.words())
        .containsEntry("--epochs", "until the metric has not improved for 10 epochs, at most 100")
        .containsEntry("--augment", "none, as the backbone is frozen")
        .containsEntry("--metric", "accuracy")
        .containsKey("--lr");
  }

  @Test
  void trainableStagesTrainForFiveEpochsOnVariedPictures() {
    Choices choices = Choices.of(OPTIONS, false, EVEN);

    assertThat(choices.plan().epochs()).isEqualTo(5);
    assertThat(choices.plan().patience()).isZero();
    assertThat(choices.plan().backboneRate()).isLessThan(choices.plan().headRate());
    assertThat(choices.augment()).isTrue();
    assertThat(choices.words()).containsEntry("--epochs", "5").containsEntry("--augment", "light");
  }

  @Test
  void variedPicturesOnAFrozenBackboneHaveNoFeaturesToStallOn() {
    Choices choices = Choices.of(OPTIONS.withAugment(Augment.LIGHT), true, EVEN);

    assertThat(choices.augment()).isTrue();
    assertThat(choices.plan().epochs()).isEqualTo(5);
    assertThat(choices.plan().patience()).isZero();
  }

  @Test
  void whatIsSaidIsNotChosen() {
    FineTuneOptions said =
        OPTIONS
            .withEpochs(7)
            .withLearningRate(0.5)
            .withAugment(Augment.NONE)
            .withMetric(MetricChoice.LOSS)
            .withWeightDecay(0.25);

    Choices choices = Choices.of(said, false, EVEN);

    assertThat(choices.words()).isEmpty();
    assertThat(choices.plan().epochs()).isEqualTo(7);
    assertThat(choices.plan().headRate()).isEqualTo(0.5);
    assertThat(choices.plan().backboneRate()).isEqualTo(0.5);
    assertThat(choices.plan().headDecay()).isEqualTo(0.25);
    assertThat(choices.plan().decidingSeries()).isEqualTo("validation loss");
    assertThat(choices.plan().higherIsBetter()).isFalse();
  }

  @Test
  void macroF1DecidesWhereTheLargestClassHasOverThreeTimesTheSmallest() {
    LabeledDataset uneven = leaves("sample:leaves,classes=3,count=60,imbalance=5");

    Choices choices = Choices.of(OPTIONS, true, uneven);

    assertThat(choices.plan().metric()).isEqualTo("macro F1");
    assertThat(choices.words()).containsEntry("--metric", "macro F1");
  }

  private static LabeledDataset leaves(String name) {
    return LeafSamples.open(
        LeafSamples.parse(name),
        examples -> Splits.stratified(examples, SplitRule.DEFAULT, Splits.DEFAULT_SEED));
  }
}
