package graft.data;

import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts tensors of single examples side by side. Sequences may differ in the length of their first
 * axis: the shorter ones are padded with zeros and a mask {@code NAME.mask} says where there is
 * input.
 */
final class Collate {

  private Collate() {}

  static Map<String, Tensor> stack(List<Map<String, Tensor>> examples, Set<String> sequences) {
    Map<String, Tensor> batch = new LinkedHashMap<>();
    for (String name : examples.get(0).keySet()) {
      List<Tensor> tensors = examples.stream().map(example -> example.get(name)).toList();
      long[] longest = longest(name, tensors, sequences.contains(name));
      batch.put(name, join(tensors, longest));
      if (sequences.contains(name)) {
        batch.put(name + ".mask", mask(tensors, longest));
      }
    }
    return batch;
  }

  private static long[] longest(String name, List<Tensor> tensors, boolean sequence) {
    long[] longest = tensors.get(0).shape().clone();
    for (Tensor tensor : tensors) {
      long[] shape = tensor.shape().clone();
      if (sequence) {
        longest[0] = Math.max(longest[0], shape[0]);
        shape[0] = longest[0];
      }
      if (!Arrays.equals(shape, longest)) {
        throw new IllegalArgumentException(
            "tensors '%s' of a batch must have equal shapes, received %s and %s"
                .formatted(name, Arrays.toString(longest), Arrays.toString(tensor.shape())));
      }
    }
    return longest;
  }

  private static Tensor join(List<Tensor> tensors, long[] each) {
    int size = Math.toIntExact(Arrays.stream(each).reduce(1, Math::multiplyExact));
    long[] shape = withBatch(tensors.size(), each);
    if (tensors.get(0) instanceof LongTensor) {
      long[] values = new long[tensors.size() * size];
      for (int i = 0; i < tensors.size(); i++) {
        long[] part = ((LongTensor) tensors.get(i)).values();
        System.arraycopy(part, 0, values, i * size, part.length);
      }
      return new LongTensor(shape, values);
    }
    float[] values = new float[tensors.size() * size];
    for (int i = 0; i < tensors.size(); i++) {
      float[] part = ((FloatTensor) tensors.get(i)).values();
      System.arraycopy(part, 0, values, i * size, part.length);
    }
    return new FloatTensor(shape, values);
  }

  private static Tensor mask(List<Tensor> tensors, long[] each) {
    int length = Math.toIntExact(each[0]);
    float[] mask = new float[tensors.size() * length];
    for (int i = 0; i < tensors.size(); i++) {
      int from = i * length;
      Arrays.fill(mask, from, from + Math.toIntExact(tensors.get(i).shape()[0]), 1);
    }
    return new FloatTensor(new long[] {tensors.size(), length}, mask);
  }

  private static long[] withBatch(int batch, long[] each) {
    long[] shape = new long[each.length + 1];
    shape[0] = batch;
    System.arraycopy(each, 0, shape, 1, each.length);
    return shape;
  }
}
