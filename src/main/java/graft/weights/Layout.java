package graft.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that tensors cover the data of a file completely and once. Then no tensor can show bytes
 * of another, and nothing is hidden between them.
 */
final class Layout {

  private static final Comparator<Map.Entry<String, TensorInfo>> IN_FILE_ORDER =
      Comparator.<Map.Entry<String, TensorInfo>>comparingLong(tensor -> tensor.getValue().begin())
          .thenComparingLong(tensor -> tensor.getValue().end());

  private Layout() {}

  /**
   * Returns the tensors in the order in which they lie.
   *
   * @param dataLength how many bytes follow the header
   */
  static Map<String, TensorInfo> check(Map<String, TensorInfo> tensors, long dataLength)
      throws MalformedException {
    List<Map.Entry<String, TensorInfo>> sorted = new ArrayList<>(tensors.entrySet());
    sorted.sort(IN_FILE_ORDER);
    Map<String, TensorInfo> ordered = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, TensorInfo> tensor : sorted) {
      end = checkTensor(tensor.getKey(), tensor.getValue(), end);
      ordered.put(tensor.getKey(), tensor.getValue());
    }
    if (end != dataLength) {
      throw new MalformedException(
          "tensors must fill the %d bytes after the header, received %d", dataLength, end);
    }
    return ordered;
  }

  private static long checkTensor(String name, TensorInfo tensor, long previousEnd)
      throws MalformedException {
    if (tensor.begin() != previousEnd) {
      throw new MalformedException(
          "tensor '%s' must begin where the one before it ends, at %d, received %d",
          name, previousEnd, tensor.begin());
    }
    if (tensor.end() < tensor.begin()) {
      throw new MalformedException(
          "tensor '%s' must end at or after its begin %d, received %d",
          name, tensor.begin(), tensor.end());
    }
    checkSize(name, tensor);
    return tensor.end();
  }

  private static void checkSize(String name, TensorInfo tensor) throws MalformedException {
    long received = tensor.end() - tensor.begin();
    long needed = bytes(name, tensor);
    if (needed != received) {
      throw new MalformedException(
          "tensor '%s' of type %s and shape %s needs %d bytes, received %d",
          name, tensor.dtype(), Arrays.toString(tensor.shape()), needed, received);
    }
  }

  private static long bytes(String name, TensorInfo tensor) throws MalformedException {
    try {
      return tensor.bytes();
    } catch (ArithmeticException e) {
      throw new MalformedException(
          "tensor '%s' must have fewer than 2^63 bytes, received shape %s",
          name, Arrays.toString(tensor.shape()));
    }
  }
}
