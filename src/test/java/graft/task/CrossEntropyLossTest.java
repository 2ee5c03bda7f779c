package graft.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tiny.Fixture;
import graft.weights.SafeTensors;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with torch's cross-entropy; make_reference.py wrote its numbers. */
class CrossEntropyLossTest {

  private final SafeTensors reference = Fixture.tensors(getClass(), "losses.safetensors");
  private final int[] classes =
      Arrays.stream(((LongTensor) reference.read("classes")).values())
          .mapToInt(Math::toIntExact)
          .toArray();
  private final float[] weights = reference.floats("weights").values();
  private final NDManager scratch = Torch.newManager(Device.cpu());

  @AfterEach
  void close() {
    scratch.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void classesSmoothedAndWeighted(double smoothing) {
    assertTorchs(
        "classes at " + smoothing,
        logits -> Losses.crossEntropy(logits, classes, weights, smoothing));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void sharesSmoothedAndWeighted(double smoothing) {
    FloatTensor shares = reference.floats("shares");

    assertTorchs(
        "shares at " + smoothing,
        logits -> Losses.crossEntropy(logits, shares, weights, smoothing));
  }

  @Test
  void wholeSharesAreClasses() {
    float[] rows = new float[3 * classes.length];
    for (int i = 0; i < classes.length; i++) {
      rows[3 * i + classes[i]] = 1;
    }
    FloatTensor shares = new FloatTensor(new long[] {classes.length, 3}, rows);

    assertTorchs("classes at 0.1", logits -> Losses.crossEntropy(logits, shares, weights, 0.1));
  }

  private void assertTorchs(String name, Function<NDArray, NDArray> losing) {
    NDArray logits = Transfer.toTorch(reference.floats("logits"), scratch);
    logits.setRequiresGradient(true);
    float loss;
    try (GradientCollector collector = Torch.engine().newGradientCollector()) {
      NDArray value = losing.apply(logits);
      collector.backward(value);
      loss = value.toFloatArray()[0];
    }

    float expected = reference.floats("loss of " + name).values()[0];
    assertThat(loss).isCloseTo(expected, within(1e-6f * expected));
    Fixture.assertClose(
        Transfer.toJava(logits.getGradient()), reference.floats("gradient of " + name), 1e-6);
  }
}
