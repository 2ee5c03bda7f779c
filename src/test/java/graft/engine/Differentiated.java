package graft.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import graft.tiny.Fixture;
import graft.weights.SafeTensors;
import java.util.List;
import java.util.function.Function;

/** Compares results and gradients with reference.safetensors; make_reference.py wrote it. */
final class Differentiated implements AutoCloseable {

  private static final double SHARE = 2e-5;

  private final SafeTensors reference = Fixture.tensors(getClass(), "reference.safetensors");
  private final NDManager scratch = Torch.newManager(Device.cpu());

  NDManager scratch() {
    return scratch;
  }

  NDArray array(String name) {
    return Transfer.toTorch(reference.floats(name), scratch);
  }

  NDArray parameter(String name) {
    NDArray array = array(name);
    array.setRequiresGradient(true);
    return array;
  }

  void assertEqual(String name, NDArray actual) {
    Fixture.assertClose(Transfer.toJava(actual), reference.floats(name), SHARE);
  }

  /** Requires the result, and its gradient by every input. */
  void assertResult(String name, List<String> inputs, Function<List<NDArray>, NDArray> compute) {
    List<NDArray> parameters = inputs.stream().map(this::parameter).toList();
    NDArray factor = array(name + " factor");
    try (Gradients recording = Gradients.record()) {
      NDArray result = compute.apply(parameters);
      NDList gradients = recording.of(result.mul(factor).sum(), parameters);

      assertEqual(name, result);
      for (int i = 0; i < inputs.size(); i++) {
        assertEqual(name + " gradient of " + inputs.get(i), gradients.get(i));
      }
    }
  }

  @Override
  public void close() {
    scratch.close();
  }
}
