package graft.train;

import static graft.train.TinyTraining.pictures;
import static org.assertj.core.api.Assertions.assertThat;

import graft.data.Batch;
import graft.engine.Precision;
import graft.task.Task;
import graft.tensor.FloatTensor;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private final TinyTraining tiny = TinyTraining.twoStages();
  private final TrainingPlan plan = TinyTraining.plan(1, 1e-2).of(tiny.network, tiny.everything());
  private final Map<String, Batch> batch =
      Map.of(Task.ONLY, pictures(8, 1).batch(IntStream.range(0, 8).boxed().toList(), 7, 1));

  @AfterEach
  void close() {
    tiny.close();
  }

  @Test
  void stepsMoveWeightsAndStatisticsUntilTheyArePutBack() {
    Map<String, FloatTensor> before = tiny.weights();

    try (Rehearsal rehearsal = rehearsal()) {
      rehearsal.step(batch, 0, 0, 1);
      assertThat(tiny.weights().get("conv1.weight")).isNotEqualTo(before.get("conv1.weight"));
      assertThat(tiny.weights().get("bn1.running_mean"))
          .isNotEqualTo(before.get("bn1.running_mean"));
    }

    assertThat(tiny.weights()).isEqualTo(before);
  }

  @Test
  void samplesDoNotAddUp() {
    try (Rehearsal rehearsal = rehearsal()) {
      Rehearsal.Sample once = rehearsal.sample(batch, 0, Precision.F32, 0);
      rehearsal.putBack();

      assertThat(once.norm()).isPositive();
      assertThat(rehearsal.sample(batch, 0, Precision.F32, 0)).isEqualTo(once);
    }
  }

  @Test
  void precisionTrialNamesItsNumbersAndLeavesNoTrace() {
    Map<String, FloatTensor> before = tiny.weights();
    Feed feed = new Feed(Map.of(Task.ONLY, pictures(32, 1)), Map.of(Task.ONLY, pictures(8, 2)), 0);

    PrecisionVerdict verdict =
        new PrecisionTrial(tiny.network, tiny.task, plan).run(plan.last(), feed);

    assertThat(tiny.weights()).isEqualTo(before);
    assertThat(verdict.lossDifference()).isBetween(0.0, 0.05);
    assertThat(List.of(verdict.f32Seconds(), verdict.bf16Seconds()))
        .allMatch(seconds -> seconds > 0 && seconds < 100);
  }

  /** A clock that runs three times as fast while 16 bits compute. */
  @Test
  void precisionTrialTakesTurnsAndTimesTheQuickestBatchButNotTheFirst() {
    Iterator<Integer> ticks =
        List.of(0, 900, 0, 5000, 0, 40, 0, 20, 0, 30, 0, 10).iterator(); // in ms, by pairs
    long[] now = new long[1];
    PrecisionTrial trial =
        new PrecisionTrial(
            tiny.network, tiny.task, plan, () -> now[0] += ticks.next() * 1_000_000L);
    Feed feed = new Feed(Map.of(Task.ONLY, pictures(32, 1)), Map.of(Task.ONLY, pictures(8, 2)), 0);

    PrecisionVerdict verdict = trial.run(plan.last(), feed);

    assertThat(verdict.f32Seconds()).isEqualTo(0.030);
    assertThat(verdict.bf16Seconds()).isEqualTo(0.010);
    assertThat(ticks.hasNext()).isFalse();
  }

  @Test
  void precisionTrialOfASingleBatchRepeatsIt() {
    int[] asked = new int[1];
    PrecisionTrial trial =
        new PrecisionTrial(tiny.network, tiny.task, plan, () -> 1_000_000_000L * asked[0]++);
    Feed feed = new Feed(Map.of(Task.ONLY, pictures(5, 1)), Map.of(Task.ONLY, pictures(8, 2)), 0);

    PrecisionVerdict verdict = trial.run(plan.last(), feed);

    assertThat(asked[0]).isEqualTo(4 * 3);
    assertThat(verdict.f32Seconds()).isEqualTo(1);
  }

  @Test
  void probeMeasuresTimesAndLeavesNoTrace() {
    Map<String, FloatTensor> before = tiny.weights();

    CostProbe probe = new CostProbe(tiny.network, tiny.task, plan);

    List<Integer> all = IntStream.range(0, 32).boxed().toList();
    CostProbe.Cost whole = probe.ofInputs(plan.last(), all, pictures(32, 1), pictures(32, 1));

    assertThat(tiny.weights()).isEqualTo(before);
    assertThat(List.of(whole.stepSeconds(), whole.validationSeconds()))
        .allMatch(seconds -> seconds > 0 && Double.isFinite(seconds));
  }

  private Rehearsal rehearsal() {
    return new Rehearsal(tiny.network, tiny.task, plan, plan.last());
  }
}
