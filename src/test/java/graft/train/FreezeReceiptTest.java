package graft.train;

import static graft.train.TinyTraining.pictures;
import static org.assertj.core.api.Assertions.assertThat;

import graft.data.BatchSource;
import graft.task.Task;
import graft.tensor.FloatTensor;
import graft.train.CheckpointFiles.Pace;
import graft.train.FreezeReceipt.Row;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stages and a head: stem, block and fc. */
class FreezeReceiptTest {

  private static final BatchSource PICTURES = pictures(16, 1);
  private static final Set<String> HEAD = Set.of("fc.weight", "fc.bias");

  @TempDir private Path folder;

  private final TinyTraining tiny = TinyTraining.twoStages();
  private final Map<String, FloatTensor> before = tiny.weights();

  @AfterEach
  void close() {
    tiny.close();
  }

  @Test
  void everyStageThatTrainsMoves() {
    Fit fit = fit(policy(FreezePolicy.nothing(tiny.network.backbone())), rates(1e-2, 1e-2));

    assertThat(fit.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(fit.receipt().kept()).isTrue();
    assertThat(fit.receipt().rows()).extracting(Row::stage).containsExactly("stem", "block", "fc");
    assertThat(fit.receipt().rows()).allMatch(Row::trained);
    assertThat(fit.receipt().rows()).allMatch(row -> row.weightChange() > 0);
  }

  @Test
  void statisticsMoveOnlyWhereTheyMay() {
    Fit fit = fit(policy(FreezePolicy.from("block")), rates(1e-2, 1e-2));

    assertThat(fit.receipt().kept()).isTrue();
    assertThat(row(fit, "stem")).isEqualTo(new Row("stem", false, 0, false, 0, ""));
    assertThat(row(fit, "block").statisticsMove()).isTrue();
    assertThat(row(fit, "block").statisticChange()).isGreaterThan(0);
    assertThat(row(fit, "fc").statisticsMove()).isFalse();
    assertThat(row(fit, "fc").statisticChange()).isZero();
  }

  @Test
  void statisticsOfAFrozenStageMayMoveWithoutItsWeights() {
    FreezePolicy policy = FreezePolicy.backbone().withFrozenNormsMoving(true);

    Fit fit = fit(policy(policy), rates(1e-2, 1e-2));

    assertThat(fit.receipt().kept()).isTrue();
    assertThat(row(fit, "block").trained()).isFalse();
    assertThat(row(fit, "block").weightChange()).isZero();
    assertThat(row(fit, "block").statisticChange()).isGreaterThan(0);
  }

  @Test
  void changeIsMeasuredAgainstTheStart() {
    FineTuner tuner = tuner(policy(FreezePolicy.backbone()), rates(1e-2, 1e-2));

    Fit fit = fit(tuner, TrainingListener.SILENT);

    double moved = 0;
    double start = 0;
    for (String name : HEAD) {
      float[] was = before.get(name).values();
      float[] is = tuner.lastWeights().get(name).values();
      for (int i = 0; i < was.length; i++) {
        moved += Math.pow((double) is[i] - was[i], 2);
        start += Math.pow(was[i], 2);
      }
    }
    assertThat(row(fit, "fc").weightChange()).isEqualTo(Math.sqrt(moved / start));
  }

  @Test
  void rateOfZeroIsNoViolation() {
    Fit fit = fit(policy(FreezePolicy.from("block")), rates(0, 1e-2));

    assertThat(fit.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(row(fit, "block").trained()).isFalse();
    assertThat(row(fit, "block").weightChange()).isZero();
    assertThat(row(fit, "fc").trained()).isTrue();
  }

  /** A head of zeros that does not learn hands no gradient on. */
  @Test
  void gradientsOfZeroAreNoViolation() {
    tiny.network.tensors().put("fc.weight", zeros("fc.weight"));

    Fit fit = fit(policy(FreezePolicy.from("block")), rates(1e-2, 0));

    assertThat(fit.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(row(fit, "block").trained()).isFalse();
    assertThat(row(fit, "block").weightChange()).isZero();
  }

  @Test
  void frozenStageThatChangesFailsTheRunAndKeepsModelAndCheckpoint() {
    FineTuner tuner = tuner(policy(FreezePolicy.from("block")), rates(1e-2, 1e-2));

    CheckpointFiles checkpoints = new CheckpointFiles(folder, Pace.atLeast(0), Map::of);

    Fit fit = fit(tuner, afterEachBatch("conv1.weight", zeros("conv1.weight")), checkpoints);

    assertThat(fit.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(fit.receipt().violations()).containsExactly("stem changed where it is frozen");
    assertThat(row(fit, "stem").weightChange()).isNaN();
    assertThat(fit.epochs()).hasSize(2);
    assertThat(fit.bestEpoch()).isPositive();
    assertThat(tiny.weights().get("fc.weight")).isNotEqualTo(before.get("fc.weight"));
    assertThat(checkpoints.newest().orElseThrow().progress().epochs()).hasSize(2);
  }

  @Test
  void statisticsThatMoveWhereTheyAreFrozenFailTheRun() {
    FineTuner tuner = tuner(policy(FreezePolicy.backbone()), rates(1e-2, 1e-2));

    Fit fit = fit(tuner, afterEachBatch("block.bn2.running_mean", FloatTensor.of(1, 1, 1, 1)));

    assertThat(fit.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(fit.receipt().violations()).containsExactly("block changed where it is frozen");
  }

  @Test
  void stageThatTrainsAndDoesNotMoveFailsTheRun() {
    FineTuner tuner = tuner(new Freezing(Set.of("fc.weight"), Set.of()), rates(1e-2, 1e-2));

    Fit fit = fit(tuner, afterEachBatch("fc.weight", before.get("fc.weight")));

    assertThat(fit.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(fit.receipt().violations()).containsExactly("fc did not change although it trained");
  }

  @Test
  void frozenTensorsOfAStageThatTrainsInPartStandStill() {
    Freezing part = new Freezing(Set.of("block.conv2.weight", "fc.weight"), Set.of("block.bn1"));

    Fit kept = fit(part, rates(1e-2, 1e-2));
    Fit broken =
        fit(
            tuner(part, rates(1e-2, 1e-2)),
            afterEachBatch("block.conv1.weight", zeros("block.conv1.weight")));

    assertThat(kept.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(row(kept, "block").trained()).isTrue();
    assertThat(row(kept, "block").weightChange()).isGreaterThan(0);
    assertThat(row(kept, "block").statisticChange()).isGreaterThan(0);
    assertThat(broken.receipt().violations()).containsExactly("block changed where it is frozen");
  }

  private Fit fit(Freezing freezing, Rates rates) {
    return fit(tuner(freezing, rates), TrainingListener.SILENT);
  }

  private static Fit fit(FineTuner tuner, TrainingListener listener) {
    return fit(tuner, listener, Checkpoints.NONE);
  }

  private static Fit fit(FineTuner tuner, TrainingListener listener, Checkpoints checkpoints) {
    Feed feed = new Feed(Map.of(Task.ONLY, PICTURES), Map.of(Task.ONLY, PICTURES), 0);
    return tuner.fit((phase, firstEpoch) -> feed, listener, checkpoints);
  }

  private FineTuner tuner(Freezing freezing, Rates rates) {
    Phase phase = new Phase("test", freezing, 2, rates);
    return tiny.tuner(new Sketch(2, 0, 0, 0, 8, "loss").of(phase));
  }

  private Freezing policy(FreezePolicy policy) {
    return policy.resolve(tiny.network.backbone(), tiny.network.heads());
  }

  private static Rates rates(double backbone, double head) {
    return new Rates(Map.of("stem", backbone, "block", backbone, "fc", head));
  }

  private static Row row(Fit fit, String stage) {
    List<Row> rows = fit.receipt().rows();
    return rows.stream().filter(row -> row.stage().equals(stage)).findFirst().orElseThrow();
  }

  private FloatTensor zeros(String name) {
    float[] values = before.get(name).values().clone();
    Arrays.fill(values, 0);
    return new FloatTensor(before.get(name).shape(), values);
  }

  /** Does what no listener should do. */
  private TrainingListener afterEachBatch(String name, FloatTensor value) {
    return new TrainingListener() {
      @Override
      public void batchEnded(int epoch, int batch, int batches, double loss) {
        tiny.network.tensors().put(name, value);
      }
    };
  }
}
