package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import graft.tensor.FloatTensor;
import graft.tiny.TinyNoise;
import org.junit.jupiter.api.Test;

class TransferTest {

  @Test
  void arraysDoNotShareTheBuffer() {
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray first = Transfer.toTorch(FloatTensor.of(1, 2, 3), manager);

      Transfer.toTorch(FloatTensor.of(7, 8, 9), manager);

      assertThat(first.toFloatArray()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void tensorsLargerThanTheBufferArriveWhole() {
    float[] values = new float[(1 << 22) + 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 1000;
    }
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray array = Transfer.toTorch(FloatTensor.of(values), manager);

      assertThat(Transfer.toJava(array).values()).isEqualTo(values);
    }
  }

  @Test
  void overwritingKeepsTheArray() {
    try (NamedArrays arrays = new NamedArrays(Device.cpu())) {
      arrays.put("w", new FloatTensor(new long[] {2, 2}, new float[] {1, 2, 3, 4}));
      NDArray before = arrays.get("w");

      arrays.put("w", new FloatTensor(new long[] {2, 2}, new float[] {5, 6, 7, 8}));

      assertThat(arrays.get("w")).isSameAs(before);
      assertThat(arrays.read("w").values()).containsExactly(5, 6, 7, 8);
    }
  }

  /** Kernels lie in memory in an order of their own. */
  @Test
  void kernelsAreReadInTheOrderInWhichTheyWerePut() {
    FloatTensor first = TinyNoise.normal(1, 5, 3, 2, 4);
    FloatTensor second = TinyNoise.normal(2, 5, 3, 2, 4);
    try (NamedArrays arrays = new NamedArrays(Device.cpu());
        NDManager manager = Torch.newManager(Device.cpu())) {
      arrays.put("kernel", first);
      FloatTensor put = arrays.read("kernel");
      arrays.put("kernel", second);
      NDArray copy = manager.zeros(new Shape(second.shape()));
      Transfer.copy(arrays.get("kernel"), copy);

      assertThat(put).isEqualTo(first);
      assertThat(arrays.read("kernel")).isEqualTo(second);
      assertThat(Transfer.toJava(copy)).isEqualTo(second);
    }
  }

  @Test
  void wrongLength() {
    try (NamedArrays arrays = new NamedArrays(Device.cpu())) {
      arrays.put("w", FloatTensor.of(1, 2));

      assertThatThrownBy(() -> arrays.put("w", FloatTensor.of(1, 2, 3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tensor of 3 values does not fit an array of shape (2)");
    }
  }
}
