package graft.data;

import graft.GraftException;
import graft.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prepares examples one by one and puts them side by side.
 *
 * @param examples in the order that indices refer to
 * @param reader prepares one
 * @param sequences names of inputs whose first axis differs in length: they are padded and get a
 *     mask
 * @param views how many draws an example has: 1 where the reader ignores its draw, {@link
 *     BatchSource#UNLIMITED} for another one in each epoch
 * @param fingerprint equal for readers that prepare equally
 */
public record ExampleBatches(
    List<Example> examples, Reader reader, Set<String> sequences, int views, String fingerprint)
    implements BatchSource {

  /** Purpose of the draws that a reader gets. */
  public static final String PURPOSE = "augment";

  /**
   * @throws IllegalArgumentException if there is no view
   */
  public ExampleBatches {
    if (views < 1) {
      throw new IllegalArgumentException("views must be >= 1, received " + views);
    }
    examples = List.copyOf(examples);
    sequences = Set.copyOf(sequences);
  }

  /** Reads examples through a preprocessing that draws nothing. */
  public static ExampleBatches of(List<Example> examples, Preprocessing preprocessing) {
    return new ExampleBatches(
        examples,
        (example, draw) -> preprocessing.apply(example.source(), draw),
        Set.of(),
        1,
        preprocessing.fingerprint());
  }

  @Override
  public Batch batch(List<Integer> indices, long runSeed, int epoch) {
    List<Map<String, Tensor>> prepared = new ArrayList<>();
    List<Example> chosen = indices.stream().map(examples::get).toList();
    for (Example example : chosen) {
      prepared.add(read(example, new Draw(runSeed, PURPOSE, view(epoch), example.id())));
    }
    return batch(chosen, Collate.stack(prepared, sequences));
  }

  @Override
  public Batch labels(List<Integer> indices, long runSeed, int epoch) {
    return batch(indices.stream().map(examples::get).toList(), Map.of());
  }

  private static Batch batch(List<Example> chosen, Map<String, Tensor> inputs) {
    float[] weights = new float[chosen.size()];
    Arrays.fill(weights, 1);
    return new Batch(
        inputs,
        chosen.stream().map(Example::target).toList(),
        weights,
        chosen.stream().map(Example::id).toList());
  }

  private Map<String, Tensor> read(Example example, Draw draw) {
    try {
      return reader.read(example, draw);
    } catch (IOException e) {
      throw new GraftException(
          "example '%s' cannot be read: %s".formatted(example.id(), e.getMessage()), e);
    }
  }

  /** Prepares one example. */
  @FunctionalInterface
  public interface Reader {

    /** Returns tensors by input name, without a batch axis. */
    Map<String, Tensor> read(Example example, Draw draw) throws IOException;
  }
}
