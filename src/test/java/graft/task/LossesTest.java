package graft.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import graft.engine.Torch;
import graft.metric.CrossEntropy;
import graft.tensor.FloatTensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LossesTest {

  private static final float[][] LOGITS = {{1, 2, 3}, {0, -5, 0.5f}};

  private final NDManager scratch = Torch.newManager(Device.cpu());

  @AfterEach
  void close() {
    scratch.close();
  }

  @Test
  void crossEntropyIsTheMetricsMean() {
    double[] expected = CrossEntropy.of(LOGITS, new int[] {2, 1});

    float loss = crossEntropy(new float[] {1, 1});

    assertThat(loss).isCloseTo((float) (expected[0] + expected[1]) / 2, within(1e-6f));
  }

  @Test
  void weightsSayHowMuchAnExampleCounts() {
    double[] expected = CrossEntropy.of(LOGITS, new int[] {2, 1});

    float loss = crossEntropy(new float[] {3, 1});

    assertThat(loss).isCloseTo((float) (3 * expected[0] + expected[1]) / 4, within(1e-6f));
  }

  @Test
  void crossEntropyFallsAgainstItsGradient() {
    NDArray logits = scratch.create(new float[][] {{0, 0}});
    logits.setRequiresGradient(true);

    try (GradientCollector collector = Torch.engine().newGradientCollector()) {
      collector.backward(Losses.crossEntropy(logits, new int[] {1}, new float[] {1}));
    }

    assertThat(logits.getGradient().toFloatArray()).containsExactly(0.5f, -0.5f);
  }

  @Test
  void squaredErrorIsAMean() {
    NDArray values = scratch.create(new float[][] {{1}, {2}});
    FloatTensor targets = new FloatTensor(new long[] {2, 1}, new float[] {4, 2});

    assertThat(Losses.squaredError(values, targets).toFloatArray()).containsExactly(4.5f);
  }

  private float crossEntropy(float[] weights) {
    NDArray logits = scratch.create(LOGITS);
    return Losses.crossEntropy(logits, new int[] {2, 1}, weights).toFloatArray()[0];
  }
}
