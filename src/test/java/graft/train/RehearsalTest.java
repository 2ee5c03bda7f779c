package graft.train;

import static graft.train.TinyTraining.pictures;
import static org.assertj.core.api.Assertions.assertThat;

import graft.data.Batch;
import graft.engine.Precision;
import graft.task.Task;
import graft.tensor.FloatTensor;
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

    PrecisionTrial.Verdict verdict =
        PrecisionTrial.run(tiny.network, tiny.task, plan, plan.last(), feed);

    assertThat(tiny.weights()).isEqualTo(before);
    assertThat(verdict.lossDifference()).isBetween(0.0, 0.05);
    assertThat(verdict.chosen())
        .isEqualTo(
            verdict.lossDifference() < 0.01 && verdict.normDifference() < 0.05
                ? Precision.BF16
                : Precision.F32);
    assertThat(verdict.words())
        .startsWith(verdict.chosen().word() + ", as over the first 3 batches bf16 differs");
  }

  @Test
  void probeMeasuresTimesAndLeavesNoTrace() {
    Map<String, FloatTensor> before = tiny.weights();

    CostProbe.Cost whole =
        new CostProbe(tiny.network, tiny.task, plan, pictures(32, 1)).of(plan.last(), false);
    CostProbe.Cost head =
        new CostProbe(tiny.network, tiny.task, plan, pictures(32, 1)).of(frozen(), true);

    assertThat(tiny.weights()).isEqualTo(before);
    assertThat(whole.frozenSeconds()).isZero();
    assertThat(List.of(whole.stepSeconds(), whole.validationSeconds(), head.frozenSeconds()))
        .allMatch(seconds -> seconds > 0 && Double.isFinite(seconds));
  }

  private Phase frozen() {
    Freezing freezing =
        FreezePolicy.backbone().resolve(tiny.network.backbone(), tiny.network.heads());
    return new Phase("frozen", freezing, 1, Rates.same(List.of("fc"), 1e-3));
  }

  private Rehearsal rehearsal() {
    return new Rehearsal(tiny.network, tiny.task, plan, plan.last());
  }
}
