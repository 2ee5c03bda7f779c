package graft.train;

import static graft.train.TinyTraining.fit;
import static graft.train.TinyTraining.pictures;
import static graft.train.TinyTraining.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.data.BatchSource;
import graft.task.Task;
import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FineTunerTest {

  private static final BatchSource TRAINING = pictures(32, 1);
  private static final BatchSource VALIDATION = pictures(16, 2);

  /** The better the training part is learned, the worse the loss here. */
  private static final BatchSource CONTRARY =
      TinyExamples.mislabelled(pictures(16, 2), TinyTraining.CLASSES);

  private final TinyTraining tiny = TinyTraining.twoStages();

  @AfterEach
  void close() {
    tiny.close();
  }

  @Test
  void learnsToTellPicturesApart() {
    Fit fit = fit(tiny.everythingTrains(plan(10, 1e-2)), TRAINING, VALIDATION);

    assertThat(fit.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(fit.epochs()).hasSize(10);
    assertThat(fit.epochs().get(0).values())
        .containsOnlyKeys(
            "training loss",
            "training accuracy",
            "training macro F1",
            "validation loss",
            "validation accuracy",
            "validation macro F1");
    assertThat(fit.epochs().get(fit.bestEpoch() - 1).values().get("validation accuracy"))
        .isGreaterThan(0.9);
  }

  @Test
  void historyIsIdenticalOnRepetition() {
    Fit first = fit(tiny.everythingTrains(plan(4, 1e-2)), TRAINING, VALIDATION);
    Map<String, FloatTensor> weights = tiny.weights();

    try (TinyTraining again = TinyTraining.twoStages()) {
      Fit second = fit(again.everythingTrains(plan(4, 1e-2)), TRAINING, VALIDATION);

      assertThat(values(second)).isEqualTo(values(first));
      assertThat(again.weights()).isEqualTo(weights);
    }
  }

  @Test
  void bestEpochsWeightsAreLiveAtTheEnd() {
    List<Map<String, FloatTensor>> afterEpoch = new ArrayList<>();
    FineTuner tuner = tiny.everythingTrains(byLoss(4, 0));

    Fit fit = fit(tuner, TRAINING, CONTRARY, weightsAfterEachEpoch(afterEpoch));

    assertThat(fit.bestEpoch()).isEqualTo(1);
    assertThat(tiny.weights()).isEqualTo(afterEpoch.get(0)).isNotEqualTo(afterEpoch.get(3));
    assertThat(tuner.lastWeights()).isEqualTo(afterEpochOnly(tuner, afterEpoch.get(3)));
  }

  @Test
  void stallEndsTheRun() {
    Fit fit = fit(tiny.everythingTrains(byLoss(20, 3)), TRAINING, CONTRARY);

    assertThat(fit.bestEpoch()).isEqualTo(1);
    assertThat(fit.epochs()).hasSize(1 + 3);
    assertThat(fit.outcome()).isEqualTo(Outcome.FINISHED);
  }

  /** The loss falls all the time; the accuracy of one example is right from some epoch on. */
  @Test
  void patienceCountsFromTheLastBetterMetric() {
    Fit fit =
        fit(tiny.everythingTrains(new Sketch(40, 3, 1e-3, 0, 8, "accuracy")), TRAINING, VALIDATION);

    List<Double> accuracies =
        fit.epochs().stream().map(epoch -> epoch.values().get("validation accuracy")).toList();
    int improved = accuracies.indexOf(Collections.max(accuracies)) + 1;
    assertThat(fit.epochs()).hasSize(improved + 3);
    assertThat(fit.bestEpoch()).isGreaterThan(improved);
  }

  @Test
  void stopEndsAfterTheCurrentBatchAndRestoresTheBestWeights() {
    List<Map<String, FloatTensor>> afterEpoch = new ArrayList<>();
    StopAfter stop = new StopAfter(6, weightsAfterEachEpoch(afterEpoch));

    Fit fit = fit(tiny.everythingTrains(plan(10, 1e-2)), TRAINING, VALIDATION, stop);

    assertThat(stop.batches).isEqualTo(6);
    assertThat(fit.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(fit.epochs()).hasSize(1);
    assertThat(fit.bestEpoch()).isEqualTo(1);
    assertThat(tiny.weights()).isEqualTo(afterEpoch.get(0));
    assertThat(stop.last).isEqualTo(fit);
  }

  @Test
  void stopInTheFirstEpochRestoresTheStart() {
    Map<String, FloatTensor> before = tiny.weights();
    FineTuner tuner = tiny.everythingTrains(plan(10, 1e-2));

    Fit fit = fit(tuner, TRAINING, VALIDATION, new StopAfter(2, TrainingListener.SILENT));

    assertThat(fit.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(fit.epochs()).isEmpty();
    assertThat(fit.bestEpoch()).isZero();
    assertThat(tiny.weights()).isEqualTo(before);
    assertThat(before).doesNotContainEntry("fc.weight", tuner.lastWeights().get("fc.weight"));
  }

  @Test
  void stopWhileALaterPhaseIsPreparedKeepsWhatTheEarlierOneLearned() {
    Rates rates = Rates.same(Sketch.groups(tiny.network), 1e-2);
    TrainingPlan plan =
        plan(2, 1e-2)
            .of(
                new Phase("first", tiny.everything(), 1, rates),
                new Phase("second", tiny.everything(), 1, rates));
    Feed feed = new Feed(Map.of(Task.ONLY, TRAINING), Map.of(Task.ONLY, VALIDATION), 0);

    Fit fit =
        tiny.tuner(plan)
            .fit(
                (phase, firstEpoch) -> {
                  if (firstEpoch > 1) {
                    throw new CancellationException("stopped");
                  }
                  return feed;
                },
                TrainingListener.SILENT,
                Checkpoints.NONE);

    assertThat(fit.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(fit.epochs()).hasSize(1);
    assertThat(fit.bestEpoch()).isEqualTo(1);
  }

  @Test
  void divergenceKeepsTheLastGoodWeights() {
    Map<String, FloatTensor> before = tiny.weights();
    StopAfter listener = new StopAfter(Integer.MAX_VALUE, TrainingListener.SILENT);
    FineTuner tuner = tiny.everythingTrains(plan(3, 1e30));

    assertThatThrownBy(() -> fit(tuner, TRAINING, VALIDATION, listener))
        .isInstanceOf(DivergenceException.class)
        .hasMessage(
            "loss became NaN at epoch 1, batch 2 (learning rate 1e30); try a smaller --lr;"
                + " the weights that the run started from are live again");
    assertThat(tiny.weights()).isEqualTo(before);
    assertThat(listener.last.outcome()).isEqualTo(Outcome.FAILED);
  }

  /** The only batch of an epoch has its loss before the step that ruins the weights. */
  @Test
  void divergenceInTheOnlyBatchIsSeenInValidation() {
    Map<String, FloatTensor> before = tiny.weights();

    assertThatThrownBy(() -> fit(tiny.everythingTrains(plan(1, 1e30)), pictures(8, 1), VALIDATION))
        .isInstanceOf(DivergenceException.class)
        .hasMessage(
            "validation loss became NaN at epoch 1 (learning rate 1e30); try a smaller --lr;"
                + " the weights that the run started from are live again");
    assertThat(tiny.weights()).isEqualTo(before);
  }

  @Test
  void divergenceInALaterPhaseGoesBackToTheBestEpochBefore() {
    List<Map<String, FloatTensor>> afterEpoch = new ArrayList<>();
    Freezing head = FreezePolicy.backbone().resolve(tiny.network.backbone(), tiny.network.heads());
    TrainingPlan plan =
        plan(2, 1e-2)
            .of(
                new Phase("first", head, 1, Rates.same(List.of("fc"), 1e-2)),
                new Phase("second", head, 2, Rates.same(List.of("fc"), 1e5)));

    assertThatThrownBy(
            () ->
                fit(
                    tiny.tuner(plan),
                    pictures(8, 1),
                    VALIDATION,
                    weightsAfterEachEpoch(afterEpoch)))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("loss exploded to ")
        .hasMessageEndingWith(
            " at epoch 3, batch 1 (learning rate 100000.0); try a smaller --lr;"
                + " the weights of epoch 1 are live again");
    assertThat(tiny.weights()).isEqualTo(afterEpoch.get(0)).isNotEqualTo(afterEpoch.get(1));
  }

  /** One step an epoch: the first leaves huge but finite weights, with a loss as huge. */
  @Test
  void epochWithAHugeLossIsNotGoneBackTo() {
    Map<String, FloatTensor> before = tiny.weights();
    StopAfter listener = new StopAfter(Integer.MAX_VALUE, TrainingListener.SILENT);
    FineTuner tuner = tiny.tuner(FreezePolicy.backbone(), plan(3, 1e5));

    assertThatThrownBy(() -> fit(tuner, pictures(8, 1), VALIDATION, listener))
        .isInstanceOf(DivergenceException.class)
        .hasMessageEndingWith(
            " at epoch 2, batch 1 (learning rate 100000.0); try a smaller --lr;"
                + " the weights that the run started from are live again");
    assertThat(tiny.weights()).isEqualTo(before);
    assertThat(listener.last.epochs()).hasSize(1);
    assertThat(listener.last.bestEpoch()).isZero();
  }

  @Test
  void runThatEndsOnAHugeLossHasDiverged() {
    Map<String, FloatTensor> before = tiny.weights();
    FineTuner tuner = tiny.tuner(FreezePolicy.backbone(), plan(1, 1e5));

    assertThatThrownBy(() -> fit(tuner, pictures(8, 1), VALIDATION))
        .isInstanceOf(DivergenceException.class)
        .hasMessageStartingWith("validation loss exploded to ")
        .hasMessageEndingWith(
            " at epoch 1 (learning rate 100000.0); try a smaller --lr;"
                + " the weights that the run started from are live again");
    assertThat(tiny.weights()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "8, 1", "3, 1", "9, 1", "10, 2"})
  void fewExamples(int examples, int batches) {
    StopAfter count = new StopAfter(Integer.MAX_VALUE, TrainingListener.SILENT);

    Fit fit = fit(tiny.everythingTrains(plan(2, 1e-3)), pictures(examples, 1), VALIDATION, count);

    assertThat(count.batches).isEqualTo(2 * batches);
    assertThat(fit.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(fit.epochs().get(1).values().values()).doesNotContain(Double.NaN);
  }

  @Test
  void emptyParts() {
    FineTuner tuner = tiny.everythingTrains(plan(2, 1e-3));
    BatchSource none = pictures(0, 1);

    assertThatThrownBy(() -> fit(tuner, none, VALIDATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "training needs at least one example, received none of 'examples'; change the split");
    assertThatThrownBy(() -> fit(tuner, TRAINING, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "validation needs at least one example, received none of 'examples';"
                + " change the split");
  }

  @Test
  void metricThatNothingMeasures() {
    Sketch plan = new Sketch(1, 0, 1e-3, 0, 8, "IoU");

    assertThatThrownBy(() -> fit(tiny.everythingTrains(plan), TRAINING, VALIDATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "deciding series must be one of [validation loss, validation accuracy,"
                + " validation macro F1], received 'validation IoU'");
  }

  @Test
  void nothingTrains() {
    assertThatThrownBy(() -> plan(1, 1e-3).of(tiny.network, new Freezing(Set.of(), Set.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("freeze policy leaves no trainable parameter");
  }

  private static Sketch byLoss(int epochs, int patience) {
    return new Sketch(epochs, patience, 1e-2, 0, 8, "loss");
  }

  private static List<Map<String, Double>> values(Fit fit) {
    return fit.epochs().stream().map(EpochValues::values).toList();
  }

  private static Map<String, FloatTensor> afterEpochOnly(
      FineTuner tuner, Map<String, FloatTensor> weights) {
    weights.keySet().retainAll(tuner.lastWeights().keySet());
    return weights;
  }

  private TrainingListener weightsAfterEachEpoch(List<Map<String, FloatTensor>> sink) {
    return new TrainingListener() {
      @Override
      public void epochEnded(Fit fit) {
        if (fit.outcome() == Outcome.RUNNING) {
          sink.add(tiny.weights());
        }
      }
    };
  }

  /** Asks to stop after some batches, and remembers the last news. */
  private static final class StopAfter implements TrainingListener {

    private final int limit;
    private final TrainingListener next;
    private int batches;
    private Fit last =
        new Fit(
            List.of(), "", true, 0, Outcome.RUNNING, 0, List.of(), FreezeReceipt.NONE, List.of());

    StopAfter(int limit, TrainingListener next) {
      this.limit = limit;
      this.next = next;
    }

    @Override
    public void batchEnded(int epoch, int batch, int batchesOfEpoch, double loss) {
      batches++;
    }

    @Override
    public void epochEnded(Fit fit) {
      last = fit;
      next.epochEnded(fit);
    }

    @Override
    public boolean stopRequested() {
      return batches >= limit;
    }
  }
}
