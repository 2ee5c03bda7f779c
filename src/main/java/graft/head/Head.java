package graft.head;

import graft.backbone.Layer;
import graft.backbone.ParameterSpec;
import graft.backbone.Stage;
import java.util.List;
import java.util.Optional;

/**
 * Describes what is put on top of a backbone: pooling, which holds nothing and never changes, and
 * scoring, which is learned. The output of the pooling is what is cached while the whole backbone
 * is frozen.
 *
 * @param name prefix of its tensors, for example {@code fc}
 * @param pooling from the backbone's maps to features: [batch, featureWidth]
 * @param scoring from features to the head's output
 */
public record Head(String name, Stage pooling, Stage scoring) {

  /**
   * @throws IllegalArgumentException if the pooling holds tensors, or the scoring reads something
   *     else than what it makes
   */
  public Head {
    if (!pooling.parameters().isEmpty()) {
      throw new IllegalArgumentException(
          "pooling of head '%s' must hold no tensors, received %s"
              .formatted(name, pooling.parameters().stream().map(ParameterSpec::name).toList()));
    }
    if (!pooling.output().equals(scoring.input())) {
      throw new IllegalArgumentException(
          "scoring of head '%s' must read '%s', received '%s'"
              .formatted(name, pooling.output(), scoring.input()));
    }
  }

  /** Returns the tensors of the head, in order. */
  public List<ParameterSpec> parameters() {
    return scoring.parameters();
  }

  /** Returns the name of the pooled features. */
  public String features() {
    return pooling.output();
  }

  /** Returns the name of the head's output. */
  public String output() {
    return scoring.output();
  }

  /** Returns the layer that brings features to mean 0 and deviation 1, where the head has one. */
  public Optional<Layer.Standardize> standardize() {
    return scoring.layers().stream()
        .filter(Layer.Standardize.class::isInstance)
        .map(Layer.Standardize.class::cast)
        .findFirst();
  }
}
