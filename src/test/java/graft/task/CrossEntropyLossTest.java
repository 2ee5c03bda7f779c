package graft.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

  private static final float[] ONES = {1, 1, 1, 1, 1};

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
        "classes at " + smoothing, logits -> smoothed(smoothing).of(logits, classes, weights));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void sharesSmoothedAndWeighted(double smoothing) {
    FloatTensor shares = reference.floats("shares");

    assertTorchs(
        "shares at " + smoothing, logits -> smoothed(smoothing).of(logits, shares, weights));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void classesCountByTheirWeights(double smoothing) {
    assertTorchs(
        "balanced classes at " + smoothing,
        logits -> balanced(smoothing).of(logits, classes, ONES));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void eachShareCountsByTheWeightOfItsClass(double smoothing) {
    FloatTensor shares = reference.floats("shares");

    assertTorchs(
        "balanced shares at " + smoothing, logits -> balanced(smoothing).of(logits, shares, ONES));
  }

  @Test
  void smoothingIsAShare() {
    assertThatThrownBy(() -> smoothed(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label smoothing must be from 0 to 1, received 1.5");
  }

  @Test
  void wholeSharesAreClasses() {
    float[] rows = new float[3 * classes.length];
    for (int i = 0; i < classes.length; i++) {
      rows[3 * i + classes[i]] = 1;
    }
    FloatTensor shares = new FloatTensor(new long[] {classes.length, 3}, rows);

    assertTorchs("classes at 0.1", logits -> smoothed(0.1).of(logits, shares, weights));
  }

  private static CrossEntropyLoss smoothed(double smoothing) {
    return new CrossEntropyLoss(smoothing, new float[0]);
  }

  private CrossEntropyLoss balanced(double smoothing) {
    return new CrossEntropyLoss(smoothing, reference.floats("balance").values());
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
