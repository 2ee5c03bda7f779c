package graft.backbone;

import graft.tensor.FloatTensor;
import java.util.List;
import java.util.function.BiConsumer;

/** Where the tensors of a backbone come from; can be read again and again. */
public interface WeightSource {

  /**
   * Hands over every wanted tensor, one at a time.
   *
   * @throws IllegalArgumentException if one is missing or has another shape
   * @throws graft.GraftException if the source cannot be read
   */
  void read(List<ParameterSpec> wanted, BiConsumer<String, FloatTensor> sink);

  /** Returns where they lie in words, for example {@code embedded} or {@code random, seed 42}. */
  String origin();

  /** Returns a text that is equal for equal tensors: the file's SHA-256, or how they were drawn. */
  String hash();
}
