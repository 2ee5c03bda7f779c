package graft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.backbone.Architecture;
import graft.backbone.TinyBackbone;
import graft.data.BatchSource;
import graft.engine.Precision;
import graft.head.Head;
import graft.head.LinearHead;
import graft.task.Classification;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.FloatTensor;
import graft.tiny.TinyWeights;
import graft.train.CheckpointFiles.Pace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run of two phases, the head alone and then everything, with dropout, one-cycle, AdamW and
 * clipping, ends alike wherever it is cut.
 */
class ResumeTest {

  private static final int HEAD_EPOCHS = 3;
  private static final int EPOCHS = 7;
  private static final int STEPS = 3;
  private static final BatchSource TRAINING = TinyTraining.pictures(20, 1);
  private static final BatchSource VALIDATION = TinyTraining.pictures(16, 2);

  private static final Feed.Supplier FEEDS =
      (phase, firstEpoch) ->
          new Feed(Map.of(Task.ONLY, TRAINING), Map.of(Task.ONLY, VALIDATION), 0);

  private static Ended whole;

  @TempDir private Path folder;

  @BeforeAll
  static void trainWithoutABreak() {
    whole = train(OptimizerKind.ADAMW, Checkpoints.NONE, TrainingListener.SILENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void resumedRunEndsAsTheWholeOneBitForBit(int epoch) {
    Ended cut = train(OptimizerKind.ADAMW, checkpoints(), stopAfter(epoch, 0));

    Ended resumed = train(OptimizerKind.ADAMW, checkpoints(), TrainingListener.SILENT);

    assertThat(cut.fit().outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(cut.fit().epochs()).hasSize(epoch);
    assertAlike(resumed, whole);
  }

  /** The batches after the last checkpoint are trained again. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void cutInTheMiddleOfAnEpoch(int epoch) {
    train(OptimizerKind.ADAMW, checkpoints(), stopAfter(epoch, 2));

    assertAlike(train(OptimizerKind.ADAMW, checkpoints(), TrainingListener.SILENT), whole);
  }

  /** Where each step ends with a checkpoint, no batch is trained again. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0, 3", "1, 2", "3, 1", "3, 2", "6, 3"})
  void goesOnInTheMiddleOfAnEpoch(int epochs, int batches) {
    Ended cut = train(OptimizerKind.ADAMW, atEachStep(), stopAfter(epochs, batches));
    List<Integer> trained = new ArrayList<>();

    Ended resumed =
        train(
            OptimizerKind.ADAMW,
            atEachStep(),
            new TrainingListener() {
              @Override
              public void batchEnded(int epoch, int batch, int of, double loss) {
                trained.add(batch);
              }
            });

    assertThat(cut.fit().outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(cut.fit().epochs()).hasSize(epochs);
    assertThat(trained).hasSize((EPOCHS - epochs) * STEPS - batches);
    assertAlike(resumed, whole);
  }

  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void cutAfterEveryStep(OptimizerKind optimizer) {
    for (int step = 1; step < EPOCHS * STEPS; step++) {
      int[] left = {1};
      train(
          optimizer,
          atEachStep(),
          new TrainingListener() {
            @Override
            public void batchEnded(int epoch, int batch, int of, double loss) {
              left[0]--;
            }

            @Override
            public boolean stopRequested() {
              return left[0] == 0;
            }
          });
    }

    assertAlike(
        train(optimizer, atEachStep(), TrainingListener.SILENT),
        train(optimizer, Checkpoints.NONE, TrainingListener.SILENT));
  }

  /** The limit had ended the run; a kill before its record must not let it train on. */
  @Test
  void runThatItsLimitEndedIsOverWhenItIsTakenUp() {
    Ended limited = train(OptimizerKind.ADAMW, checkpoints(), TrainingListener.SILENT, 1e-9);

    Ended resumed = train(OptimizerKind.ADAMW, checkpoints(), failing(), 1000);

    assertThat(limited.fit().epochs()).hasSize(1);
    assertThat(resumed.best()).isEqualTo(limited.best());
    assertThat(resumed.last()).isEqualTo(limited.last());
    assertThat(resumed.fit().epochs()).isEqualTo(limited.fit().epochs());
    assertThat(resumed.fit().outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(resumed.fit().warnings())
        .isEqualTo(limited.fit().warnings())
        .containsExactly(
            "the time limit ended training in epoch 1;"
                + " a run that a limit cuts cannot be repeated exactly");
  }

  /** Weights that nothing else holds travel with the checkpoint, for the receipt. */
  @Test
  void receiptOfAContinuedRunMeasuresFromWhereItBegan() {
    Pace withStart = new Pace(0, 0, true);
    train(OptimizerKind.ADAMW, new CheckpointFiles(folder, withStart, Map::of), stopAfter(2, 1));

    Ended resumed =
        trainFrom(7, new CheckpointFiles(folder, withStart, Map::of), TrainingListener.SILENT, 1e9);

    assertAlike(resumed, whole);
  }

  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void cutAfterEveryEpoch(OptimizerKind optimizer) {
    for (int epoch = 1; epoch < EPOCHS; epoch++) {
      train(optimizer, checkpoints(), stopAfter(epoch, 0));
    }

    assertAlike(
        train(optimizer, checkpoints(), TrainingListener.SILENT),
        train(optimizer, Checkpoints.NONE, TrainingListener.SILENT));
  }

  @Test
  void finishedRunTrainsNoMore() {
    train(OptimizerKind.ADAMW, checkpoints(), TrainingListener.SILENT);

    Ended again = train(OptimizerKind.ADAMW, checkpoints(), failing());

    assertAlike(again, whole);
  }

  /** Whatever ends a run, no half of an epoch is live. */
  @Test
  void mistakeInTheMiddleOfAnEpochLeavesTheBestOne() {
    Ended two = train(OptimizerKind.ADAMW, Checkpoints.NONE, stopAfter(2, 0));
    List<Outcome> outcomes = new ArrayList<>();
    try (Network network = network()) {
      FineTuner tuner = tuner(network, OptimizerKind.ADAMW, 1e9);
      TrainingListener mistaken =
          new TrainingListener() {
            @Override
            public void batchEnded(int epoch, int batch, int of, double loss) {
              if (epoch == 3 && batch == 2) {
                throw new IllegalStateException("no picture");
              }
            }

            @Override
            public void epochEnded(Fit fit) {
              outcomes.add(fit.outcome());
            }
          };

      assertThatThrownBy(() -> tuner.fit(FEEDS, mistaken, Checkpoints.NONE))
          .hasMessage("no picture");

      assertThat(TinyWeights.copy(network)).isEqualTo(two.best());
      assertThat(outcomes).containsExactly(Outcome.RUNNING, Outcome.RUNNING, Outcome.FAILED);
    }
  }

  @Test
  void whatCountsAsAnExplosionStaysAsItWas() {
    List<Double> losses = new ArrayList<>();
    TrainingListener listening =
        new TrainingListener() {
          @Override
          public void batchEnded(int epoch, int batch, int batches, double loss) {
            losses.add(loss);
          }
        };

    train(OptimizerKind.ADAMW, checkpoints(), stopAfter(2, 0));
    train(OptimizerKind.ADAMW, checkpoints(), TrainingListener.SILENT);
    train(OptimizerKind.ADAMW, Checkpoints.NONE, listening);

    RunProgress progress = checkpoints().newest().orElseThrow().progress();
    assertThat(progress.firstLoss()).isEqualTo(losses.get(0));
  }

  private static void assertAlike(Ended resumed, Ended expected) {
    assertThat(resumed.best()).isEqualTo(expected.best());
    assertThat(resumed.last()).isEqualTo(expected.last()).isNotEmpty();
    assertThat(values(resumed.fit())).isEqualTo(values(expected.fit()));
    assertThat(resumed.fit().bestEpoch()).isEqualTo(expected.fit().bestEpoch());
    assertThat(resumed.fit().milestones()).isEqualTo(expected.fit().milestones());
    assertThat(resumed.fit().receipt()).isEqualTo(expected.fit().receipt());
    assertThat(resumed.fit().outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(resumed.fit().warnings()).isEmpty();
  }

  private static List<EpochValues> values(Fit fit) {
    return fit.epochs().stream()
        .map(epoch -> new EpochValues(epoch.epoch(), 0, epoch.learningRate(), epoch.values()))
        .toList();
  }

  private static TrainingListener failing() {
    return new TrainingListener() {
      @Override
      public void batchEnded(int epoch, int batch, int batches, double loss) {
        throw new IllegalStateException("trained again");
      }
    };
  }

  private CheckpointFiles atEachStep() {
    return new CheckpointFiles(folder, new Pace(0, 0, false), Map::of);
  }

  private CheckpointFiles checkpoints() {
    return new CheckpointFiles(folder, Pace.atLeast(0), Map::of);
  }

  /**
   * What a run leaves.
   *
   * @param best the live weights at its end
   * @param last those of its last step
   */
  private record Ended(Fit fit, Map<String, FloatTensor> best, Map<String, FloatTensor> last) {}

  /** Starts from the same weights each time, as a new process does. */
  private static Ended train(
      OptimizerKind optimizer, Checkpoints checkpoints, TrainingListener listener) {
    return train(optimizer, checkpoints, listener, 1e9);
  }

  private static Ended train(
      OptimizerKind optimizer, Checkpoints checkpoints, TrainingListener listener, double limit) {
    try (Network network = network()) {
      return ended(network, tuner(network, optimizer, limit), checkpoints, listener);
    }
  }

  /** Starts where a run of some epochs left the weights, as a session does. */
  private static Ended trainFrom(
      int epochs, Checkpoints checkpoints, TrainingListener listener, double limit) {
    try (Network network = network()) {
      tuner(network, OptimizerKind.ADAMW, limit).fit(FEEDS, stopAfter(epochs, 0), Checkpoints.NONE);
      return ended(network, tuner(network, OptimizerKind.ADAMW, limit), checkpoints, listener);
    }
  }

  private static Ended ended(
      Network network, FineTuner tuner, Checkpoints checkpoints, TrainingListener listener) {
    Fit fit = tuner.fit(FEEDS, listener, checkpoints);
    return new Ended(fit, TinyWeights.copy(network), tuner.lastWeights());
  }

  private static Network network() {
    Architecture backbone = TinyBackbone.twoStages();
    Head head = LinearHead.overMaps("fc", backbone.output(), backbone.featureWidth(), 2, 0.25);
    return TinyWeights.network(backbone, List.of(head));
  }

  private static FineTuner tuner(Network network, OptimizerKind optimizer, double limit) {
    Task task = new Classification(2, network.heads().get(0));
    return new FineTuner(network, task, plan(network, optimizer, limit));
  }

  private static TrainingPlan plan(Network network, OptimizerKind optimizer, double limit) {
    Rates rates = Rates.spread(Sketch.groups(network), 1e-3, 1e-2);
    Updates updates = new Updates(optimizer, 0.05, 0.01, 1, new Schedule.OneCycle(0.3));
    return new TrainingPlan(
        List.of(
            phase(network, FreezePolicy.backbone(), HEAD_EPOCHS, rates),
            phase(
                network,
                FreezePolicy.nothing(network.backbone()),
                EPOCHS - HEAD_EPOCHS,
                rates.times(0.5))),
        0,
        8,
        updates,
        Precision.F32,
        Classification.ACCURACY,
        7,
        OptionalDouble.of(limit),
        Map.of());
  }

  private static Phase phase(Network network, FreezePolicy policy, int epochs, Rates rates) {
    Freezing freezing = policy.resolve(network.backbone(), network.heads());
    return new Phase(policy.words(network.backbone()), freezing, epochs, rates);
  }

  /** Asks to stop some batches after the end of an epoch. */
  private static TrainingListener stopAfter(int epochs, int batches) {
    return new TrainingListener() {
      private int ended;
      private int since;

      @Override
      public void batchEnded(int epoch, int batch, int of, double loss) {
        since = batch;
      }

      @Override
      public void epochEnded(Fit fit) {
        ended = fit.epochs().size();
        since = 0;
      }

      @Override
      public boolean stopRequested() {
        return ended >= epochs && since >= batches;
      }
    };
  }
}
