package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.tensor.FloatTensor;
import graft.tiny.Fixture;
import graft.tiny.TinyNoise;
import graft.weights.SafeTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares with torch.optim, on a kernel, which lies in memory in an order of its own. */
class DescentTest {

  private static final int STEPS = 10;
  private static final double SHARE = 1e-6;

  private final SafeTensors reference = Fixture.tensors(getClass(), "reference.safetensors");
  private final NDManager scratch = Torch.newManager(Device.cpu());
  private final NamedArrays tensors = new NamedArrays(Device.cpu());
  private final List<NDArray> parameters;

  DescentTest() {
    tensors.put("w", reference.floats("start"));
    parameters = List.of(tensors.get("w"));
  }

  @AfterEach
  void close() {
    tensors.close();
    scratch.close();
  }

  @Test
  void adamWStepsAsTorch() {
    List<NDArray> moments = new ArrayList<>(Descent.state(parameters, scratch));
    moments.addAll(Descent.state(parameters, scratch));

    for (int step = 1; step <= STEPS; step++) {
      Descent.adamW(parameters, gradient(step), moments, new Descent.AdamW(step, 0.01, 0.1));

      Fixture.assertClose(tensors.read("w"), row("after adamw", step), SHARE);
    }
  }

  @Test
  void sgdStepsAsTorch() {
    List<NDArray> velocity = Descent.state(parameters, scratch);

    for (int step = 1; step <= STEPS; step++) {
      Descent.sgd(parameters, gradient(step), velocity, new Descent.Sgd(step, 0.05, 0.01, 0.9));

      Fixture.assertClose(tensors.read("w"), row("after sgd", step), SHARE);
    }
  }

  @Test
  void gradientsStayAsTheyAre() {
    List<NDArray> gradients = gradient(1);

    Descent.sgd(
        parameters,
        gradients,
        Descent.state(parameters, scratch),
        new Descent.Sgd(1, 0.05, 0.01, 0.9));

    assertThat(Transfer.toJava(gradients.get(0))).isEqualTo(row("steps", 1));
  }

  @Test
  void stateInAnotherOrderIsRefused() {
    List<NDArray> strange = List.of(Transfer.toTorch(TinyNoise.normal(1, 2, 3, 3, 3), scratch));

    assertThatThrownBy(
            () ->
                Descent.sgd(parameters, gradient(1), strange, new Descent.Sgd(1, 0.05, 0.01, 0.9)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("state of an optimizer lies in another order than its parameter");
  }

  private List<NDArray> gradient(int step) {
    return List.of(Transfer.toTorch(row("steps", step), scratch));
  }

  private FloatTensor row(String name, int step) {
    FloatTensor all = reference.floats(name);
    int size = all.size() / STEPS;
    long[] shape = Arrays.copyOfRange(all.shape(), 1, all.shape().length);
    return new FloatTensor(shape, Arrays.copyOfRange(all.values(), (step - 1) * size, step * size));
  }
}
