package graft.feature;

import graft.weights.FileHash;
import java.nio.charset.StandardCharsets;

/**
 * Says what a feature extractor computes, in a form that can be written down: equal specs give
 * equal features for equal views of equal content. Which view it is belongs to the key of an
 * example.
 *
 * @param backbone the architecture's name
 * @param program SHA-256 over the text of the programs that run: frozen stages, then pooling
 * @param weights SHA-256 over the tensors of the frozen stages
 * @param preprocessing fingerprint of what turns an example into tensors, augmentation included
 * @param boundary how many stages are run; all of them means pooled features
 * @param norms {@code eval}: batch statistics that move have no features to cache
 * @param precision {@code f32}
 * @param engine name and version of what computes
 */
public record FeatureSpec(
    String backbone,
    String program,
    String weights,
    String preprocessing,
    int boundary,
    String norms,
    String precision,
    String engine) {

  /** Returns SHA-256 over all of it, in hexadecimal. */
  public String hash() {
    return FileHash.sha256(toString().getBytes(StandardCharsets.UTF_8));
  }
}
