package graft.feature;

/**
 * Says what a feature extractor computes, in a form that can be written down: equal specs give
 * equal features for equal content.
 *
 * @param backbone the architecture's name
 * @param weights SHA-256 over the tensors of the frozen stages
 * @param preprocessing fingerprint of what turns an example into tensors
 * @param boundary how many stages are run; all of them means pooled features
 * @param norms {@code eval}: batch statistics that move have no features to cache
 * @param precision {@code f32}
 * @param engine name and version of what computes
 */
public record FeatureSpec(
    String backbone,
    String weights,
    String preprocessing,
    int boundary,
    String norms,
    String precision,
    String engine) {}
