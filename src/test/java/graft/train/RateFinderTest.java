package graft.train;

import static graft.train.TinyTraining.pictures;
import static graft.train.TinyTraining.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.BatchSource;
import graft.task.Task;
import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateFinderTest {

  private static final BatchSource PICTURES = pictures(32, 1);

  private final TinyTraining tiny = TinyTraining.twoStages();

  @AfterEach
  void close() {
    tiny.close();
  }

  @Test
  void leavesWeightsStatisticsAndTheNextRunAsTheyWere() {
    Map<String, FloatTensor> before = tiny.weights();
    List<EpochValues> without = run();
    tiny.restore(before);

    sweep(tiny.everything(), PICTURES);

    assertThat(tiny.weights()).isEqualTo(before);
    assertThat(tiny.network.tensors().get("fc.weight").hasGradient()).isFalse();
    assertThat(run()).extracting(EpochValues::values).isEqualTo(values(without));
  }

  @Test
  void suggestsARateAtWhichTheLossFalls() {
    RateSweep sweep = sweep(tiny.everything(), PICTURES);

    double rate = sweep.suggestion().orElseThrow();
    assertThat(sweep.reason()).isEqualTo("the loss falls most steeply there");
    assertThat(rate).isBetween(1e-4, 1.0);
    assertThat(sweep.rates()).isSorted().hasSameSizeAs(sweep.losses());
    assertThat(sweep.smoothed()).hasSameSizeAs(sweep.losses());
    Fit fit = TinyTraining.fit(tiny.everythingTrains(plan(3, rate)), PICTURES, pictures(16, 2));
    assertThat(fit.epochs().get(2).values().get("training loss"))
        .isLessThan(fit.epochs().get(0).values().get("training loss"));
  }

  /** A layer whose input is always 0 has no gradient. */
  @Test
  void noClearValleyWhereNothingCanBeLearned() {
    tiny.network
        .tensors()
        .put("fc.weight", FloatTensor.rows(2, List.of(new float[4], new float[4])));
    Freezing onlyTheStem = new Freezing(Set.of("conv1.weight"), Set.of());

    RateSweep sweep = sweep(onlyTheStem, PICTURES);

    assertThat(sweep.suggestion()).isEmpty();
    assertThat(sweep.reason()).isEqualTo("no clear valley: the loss fell by less than 10 %");
  }

  @Test
  void lossThatIsNoNumberFromTheStart() {
    float[] nothing = {Float.NaN, Float.NaN};
    Map<String, FloatTensor> before = tiny.weights();
    tiny.network.tensors().put("fc.bias", FloatTensor.of(nothing));

    RateSweep sweep = sweep(tiny.everything(), PICTURES);

    assertThat(sweep.suggestion()).isEmpty();
    assertThat(sweep.losses()).isEmpty();
    assertThat(sweep.reason()).isEqualTo("no clear valley: the loss is no number from the start");
    assertThat(tiny.network.tensors().read("conv1.weight")).isEqualTo(before.get("conv1.weight"));
  }

  @Test
  void stopLeavesTheWeightsAsTheyWere() {
    Map<String, FloatTensor> before = tiny.weights();
    TrainingListener stop =
        new TrainingListener() {
          private int asked;

          @Override
          public boolean stopRequested() {
            return ++asked > 5;
          }
        };

    assertThatThrownBy(() -> finder(tiny.everything()).sweep("", feed(PICTURES), stop))
        .isInstanceOf(CancellationException.class);
    assertThat(tiny.weights()).isEqualTo(before);
  }

  private RateSweep sweep(Freezing freezing, BatchSource source) {
    return finder(freezing).sweep("tiny", feed(source), TrainingListener.SILENT);
  }

  private RateFinder finder(Freezing freezing) {
    return new RateFinder(tiny.network, tiny.task, plan(1, 1e-3).of(tiny.network, freezing));
  }

  private static Feed feed(BatchSource source) {
    return new Feed(Map.of(Task.ONLY, source), Map.of(Task.ONLY, source), 0);
  }

  private List<EpochValues> run() {
    return TinyTraining.fit(
            tiny.everythingTrains(plan(2, 1e-2)), PICTURES, TinyExamples.pictures(16, 2, 8, 2))
        .epochs();
  }

  private static List<Map<String, Double>> values(List<EpochValues> epochs) {
    return epochs.stream().map(EpochValues::values).toList();
  }
}
