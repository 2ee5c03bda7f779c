package graft.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import graft.tensor.FloatTensor;
import graft.tensor.LazyTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Copies numbers from Java to torch and back. DJL makes an array of a direct buffer without
 * copying, so that its memory lives until the garbage collector finds the buffer; a loop that does
 * so grows. Here all numbers pass through one buffer and land in memory that torch owns.
 */
public final class Transfer {

  private static final int FLOATS = 1 << 22;

  private static final String COPY =
      """
        def copy(self: __torch__.Root, source: Tensor, target: List[Tensor]) -> List[Tensor]:
          return [torch.copy_(target[0], source)]
        def reshaped(self: __torch__.Root, source: Tensor, target: List[Tensor]) -> List[Tensor]:
          return [torch.copy_(target[0], torch.view(source, torch.size(target[0])))]
        def kernel(self: __torch__.Root, source: Tensor) -> List[Tensor]:
          return [torch.contiguous(source, memory_format=2)]
      """;

  private static final int KERNEL_AXES = 4;

  private Transfer() {}

  /** Stands for the numbers of an array, as they are when they are asked for. */
  public static LazyTensor lazily(NDArray array) {
    return new LazyTensor(array.getShape().getShape(), () -> toJava(array));
  }

  /** Makes a torch array of a tensor; it belongs to the manager. */
  public static NDArray toTorch(Tensor tensor, NDManager manager) {
    Torch.prepareThread();
    if (tensor instanceof FloatTensor floats) {
      NDArray array = manager.create(new Shape(floats.shape()), DataType.FLOAT32);
      copy(floats.values(), array);
      return array;
    }
    LongTensor longs = (LongTensor) tensor;
    return manager.create(longs.values(), new Shape(longs.shape()));
  }

  /**
   * Makes a torch array of a weight; it belongs to the manager. A kernel [out, in, height, width]
   * lies in memory as [out, height, width, in], as convolutions over channels_last maps read it:
   * otherwise every step would copy it and its gradient.
   */
  static NDArray weight(FloatTensor tensor, NDManager manager) {
    NDArray array = toTorch(tensor, manager);
    if (tensor.shape().length != KERNEL_AXES) {
      return array;
    }
    try (array) {
      NDArray kernel = Bridge.PROGRAM.call("kernel", List.of(array), List.of()).get(0);
      kernel.attach(manager);
      return kernel;
    }
  }

  /** Makes a tensor of a 32-bit torch array. */
  public static FloatTensor toJava(NDArray array) {
    Torch.prepareThread();
    return new FloatTensor(array.getShape().getShape(), array.toFloatArray());
  }

  /**
   * Overwrites a torch array, which keeps its identity and memory.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  public static void copy(float[] values, NDArray array) {
    if (values.length != array.size()) {
      throw new IllegalArgumentException(
          "tensor of %d values does not fit an array of shape %s"
              .formatted(values.length, array.getShape()));
    }
    Torch.prepareThread();
    try (NDManager scratch = Torch.newManager(Device.cpu())) {
      if (array.getShape().dimension() == KERNEL_AXES) {
        NDArray flat = scratch.create(new Shape(values.length), DataType.FLOAT32);
        fill(values, flat, scratch);
        call("reshaped", flat, array, scratch);
      } else {
        NDArray flat = array.reshape(values.length);
        flat.attach(scratch);
        fill(values, flat, scratch);
      }
    }
  }

  /** Overwrites a torch array, which keeps its identity and memory, with another one's values. */
  public static void copy(NDArray source, NDArray target) {
    Torch.prepareThread();
    try (NDManager scratch = Torch.newManager(Device.cpu())) {
      call("copy", source, target, scratch);
    }
  }

  private static void call(String method, NDArray source, NDArray target, NDManager scratch) {
    Bridge.PROGRAM
        .call(method, List.of(source), List.of(target))
        .forEach(result -> result.attach(scratch));
  }

  private static void fill(float[] values, NDArray flat, NDManager scratch) {
    for (int from = 0; from < values.length; from += FLOATS) {
      copyPiece(values, from, Math.min(FLOATS, values.length - from), flat, scratch);
    }
  }

  private static void copyPiece(
      float[] values, int from, int length, NDArray flat, NDManager scratch) {
    NDArray target = length == values.length ? flat : flat.get(from + ":" + (from + length));
    target.attach(scratch);
    synchronized (Bridge.class) {
      Bridge.BUFFER.clear();
      Bridge.BUFFER.asFloatBuffer().put(values, from, length);
      ByteBuffer view = Bridge.BUFFER.slice(0, 4 * length).order(ByteOrder.nativeOrder());
      NDArray source = scratch.create(view, new Shape(length), DataType.FLOAT32);
      Bridge.PROGRAM.call("copy", List.of(source), List.of(target));
    }
  }

  /** The one buffer, and the program that empties it. */
  private static final class Bridge {
    static final ByteBuffer BUFFER =
        ByteBuffer.allocateDirect(4 * FLOATS).order(ByteOrder.nativeOrder());
    static final Program PROGRAM = Program.of(COPY, Device.cpu());
  }
}
