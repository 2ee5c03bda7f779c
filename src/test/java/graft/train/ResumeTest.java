package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run of two phases, the head alone and then everything, with dropout, one-cycle, AdamW and
 * clipping, ends alike wherever it is cut.
 */
class ResumeTest {

  private static final int HEAD_EPOCHS = 3;
  private static final int EPOCHS = 7;
  private static final BatchSource TRAINING = TinyTraining.pictures(20, 1);
  private static final BatchSource VALIDATION = TinyTraining.pictures(16, 2);

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

    Ended again =
        train(
            OptimizerKind.ADAMW,
            checkpoints(),
            new TrainingListener() {
              @Override
              public void batchEnded(int epoch, int batch, int batches, double loss) {
                throw new IllegalStateException("trained again");
              }
            });

    assertAlike(again, whole);
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

  private CheckpointFiles checkpoints() {
    return new CheckpointFiles(folder, 0, Map::of);
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
    Architecture backbone = TinyBackbone.twoStages();
    Head head = LinearHead.overMaps("fc", backbone.output(), backbone.featureWidth(), 2, 0.25);
    try (Network network = TinyWeights.network(backbone, List.of(head))) {
      Task task = new Classification(2, head);
      FineTuner tuner = new FineTuner(network, task, plan(network, optimizer));
      Feed feed = new Feed(Map.of(Task.ONLY, TRAINING), Map.of(Task.ONLY, VALIDATION), 0);
      Fit fit = tuner.fit((phase, firstEpoch) -> feed, listener, checkpoints);
      return new Ended(fit, TinyWeights.copy(network), tuner.lastWeights());
    }
  }

  private static TrainingPlan plan(Network network, OptimizerKind optimizer) {
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
        OptionalDouble.empty(),
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
