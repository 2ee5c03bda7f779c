package graft.train;

import static org.assertj.core.api.Assertions.assertThat;

import graft.backbone.Architecture;
import graft.backbone.TinyBackbone;
import graft.engine.Precision;
import graft.head.Head;
import graft.head.LinearHead;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryEstimateTest {

  private static final long MEGABYTE = 1L << 20;

  /**
   * The growth of the resident memory of a process that trained all layers of a ResNet on pictures
   * of 224 x 224 with AdamW, on Linux with two threads and the allocator's settings of the kernel,
   * in megabytes. The processes held 320 to 440 MB before that.
   */
  @ParameterizedTest
  @CsvSource({
    "18, 4, F32, 453",
    "18, 4, BF16, 412",
    "18, 16, F32, 983",
    "18, 16, BF16, 633",
    "18, 32, BF16, 1112",
    "50, 4, F32, 1179",
    "50, 4, BF16, 908",
    "50, 16, F32, 3009",
    "50, 16, BF16, 1850"
  })
  void growthIsThatOfMeasuredRuns(int depth, int batch, Precision precision, long measured) {
    long predicted = everything(depth, precision).peakBytes(batch) / MEGABYTE;

    assertThat(predicted).isCloseTo(measured, Percentage.withPercentage(20));
  }

  @Test
  void cachedFeaturesTakeLittle() {
    MemoryEstimate whole = everything(18, Precision.F32);
    MemoryEstimate head = estimate(18, Precision.F32, FreezePolicy.backbone(), true);

    assertThat(head.peakBytes(32)).isLessThan(whole.peakBytes(32) / 10);
  }

  @Test
  void frozenStagesThatRunEachStepKeepNothing() {
    long anew = estimate(18, Precision.F32, FreezePolicy.from("layer4"), false).peakBytes(32);
    long whole = everything(18, Precision.F32).peakBytes(32);

    assertThat(anew).isLessThan(whole / 2);
  }

  @Test
  void fittingBatchIsTheLargestHalfThatFits() {
    MemoryEstimate estimate = everything(18, Precision.F32);

    assertThat(estimate.fittingBatch(estimate.peakBytes(8))).isEqualTo(8);
    assertThat(estimate.fittingBatch(estimate.peakBytes(8) - 1)).isEqualTo(4);
    assertThat(estimate.fittingBatch(Long.MAX_VALUE)).isEqualTo(32);
    assertThat(estimate.fittingBatch(0)).isZero();
  }

  private static MemoryEstimate everything(int depth, Precision precision) {
    return estimate(depth, precision, FreezePolicy.from("stem"), false);
  }

  private static MemoryEstimate estimate(
      int depth, Precision precision, FreezePolicy policy, boolean caches) {
    Architecture resNet = TinyBackbone.resNet(depth, 64, 224);
    Head head = LinearHead.overMaps("fc", resNet.output(), resNet.featureWidth(), 10);
    Freezing freezing = policy.resolve(resNet, List.of(head));
    Phase phase = new Phase("test", freezing, 1, Rates.same(List.of("fc"), 1e-3));
    TrainingPlan plan =
        new Sketch(1, 0, 1e-3, 0, 32, "loss").of(phase).withPrecision(precision, "test");
    return new MemoryEstimate(resNet, List.of(head), plan, caches);
  }
}
