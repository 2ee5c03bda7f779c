package graft.data;

import graft.tensor.Tensor;
import java.io.IOException;
import java.util.Map;

/** Turns a source into named tensors of one example, without a batch axis. */
public interface Preprocessing {

  /**
   * Prepares one example.
   *
   * @param source of the kind that this preprocessing takes
   * @param draw names the randomness, should it use any
   * @return tensors by input name, for example {@code pixels}: [3, 224, 224]
   * @throws IOException if the source cannot be read
   */
  Map<String, Tensor> apply(Source source, Draw draw) throws IOException;

  /**
   * Returns a text that is equal for preprocessings that give equal tensors; part of cache keys.
   */
  String fingerprint();
}
