package graft.train;

import graft.backbone.Architecture;
import graft.backbone.ParameterSpec;
import graft.backbone.Stage;
import graft.engine.Precision;
import graft.head.Head;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Predicts how much native memory a run takes on top of its network: what the backward pass needs
 * of each example, gradients, the optimizer's state, and copies of weights.
 *
 * @param architecture of the backbone
 * @param heads that are trained with it
 * @param plan what is trained
 * @param caches whether frozen stages are run once an example, apart from the steps
 */
public record MemoryEstimate(
    Architecture architecture, List<Head> heads, TrainingPlan plan, boolean caches) {

  private static final int F32 = Float.BYTES;
  private static final int BF16 = 2;

  /**
   * What the allocator and the libraries below need beside the numbers themselves, fitted to what
   * ResNet-18 and ResNet-50 took at batches of 4 to 32 in both precisions.
   */
  private static final double OVERHEAD = 1.5;

  /** Code, programs and buffers that the first step loads, fitted likewise. */
  private static final long LIBRARIES = 80L << 20;

  /** Numbers of the largest layer that are alive at once besides what is kept. */
  private static final int TRANSIENT = 3;

  /** Returns the bytes at the peak of the phase that needs most. */
  public long peakBytes(int batch) {
    return plan.phases().stream().mapToLong(phase -> peakBytes(phase, batch)).max().orElseThrow();
  }

  /**
   * Returns the largest batch that fits, at most the plan's.
   *
   * @param bytes that are free
   * @return 0 where not even one example fits
   */
  public int fittingBatch(long bytes) {
    int batch = plan.batch();
    while (batch > 0 && peakBytes(batch) > bytes) {
      batch /= 2;
    }
    return batch;
  }

  private long peakBytes(Phase phase, int batch) {
    return LIBRARIES + copies(phase) + Math.round(OVERHEAD * batch * bytesPerExample(phase));
  }

  /** Gradient, optimizer's state, and the weights of start and best epoch. */
  private long copies(Phase phase) {
    long trained = size(phase, true);
    long changing = size(phase, false);
    int states = plan.updates().optimizer() == OptimizerKind.ADAMW ? 2 : 1;
    long casts = precision(phase) == Precision.BF16 ? BF16 * size(phase, true) : 0;
    return F32 * (trained * (1 + states) + 2 * changing) + casts;
  }

  private long size(Phase phase, boolean learned) {
    return Stream.concat(
            architecture.parameters().stream(),
            heads.stream().flatMap(head -> head.parameters().stream()))
        .filter(spec -> phase.freezing().changes(spec))
        .filter(spec -> !learned || spec.learned())
        .mapToLong(ParameterSpec::size)
        .sum();
  }

  private long bytesPerExample(Phase phase) {
    int boundary = phase.freezing().boundary(architecture);
    int width = precision(phase) == Precision.BF16 ? BF16 : F32;
    List<long[]> shapes = architecture.shapes();
    long kept = 2L * F32 * size(shapes.get(caches ? boundary : 0));
    long largest = 0;
    for (int i = caches ? boundary : 0; i < architecture.stages().size(); i++) {
      Stage stage = architecture.stages().get(i);
      kept += i >= boundary ? stage.keptBytes(shapes.get(i), width) : 0;
      largest = Math.max(largest, width * stage.largestSize(shapes.get(i)));
    }
    return kept + TRANSIENT * largest;
  }

  private Precision precision(Phase phase) {
    int boundary = phase.freezing().boundary(architecture);
    boolean cached = caches && boundary > 0;
    return cached || boundary == architecture.stages().size() ? Precision.F32 : plan.precision();
  }

  private static long size(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
