package graft;

import graft.backbone.ParameterSpec;
import graft.data.BatchSource;
import graft.engine.Torch;
import graft.feature.FeatureCache;
import graft.feature.FeatureExtractor;
import graft.feature.FeatureSpec;
import graft.task.Network;
import graft.train.Freezing;
import graft.weights.TensorHash;
import java.util.List;

/**
 * Puts the output of the frozen stages in the place of their input, where that is valid (nothing
 * random below the freeze boundary) and fits the cache.
 */
final class FrozenFeatures {

  private final Network network;
  private final Freezing freezing;
  private final FeatureCache cache;
  private final Preparing preparing;

  FrozenFeatures(Network network, Freezing freezing, FeatureCache cache, Preparing preparing) {
    this.network = network;
    this.freezing = freezing;
    this.cache = cache;
    this.preparing = preparing;
  }

  /** Returns sources for the loop: features where possible, else what came in. */
  Training.Streams streams(BatchSource training, BatchSource validation) {
    int boundary = freezing.boundary(network.backbone());
    if (boundary == 0 || !training.deterministic()) {
      return new Training.Streams(training, validation, 0);
    }
    FeatureExtractor extractor = extractor(boundary, training.fingerprint());
    long examples = training.examples().size() + (long) validation.examples().size();
    if (examples * extractor.bytesPerExample() > cache.budgetBytes()) {
      return new Training.Streams(training, validation, 0);
    }
    return new Training.Streams(
        features(extractor, training), features(extractor, validation), boundary);
  }

  /** Returns the pooled features of some examples, for baselines. */
  BatchSource pooled(BatchSource source) {
    return features(extractor(network.backbone().stages().size(), source.fingerprint()), source);
  }

  private BatchSource features(FeatureExtractor extractor, BatchSource source) {
    return extractor.features(
        source, (done, total) -> preparing.report("features computed", done, total));
  }

  private FeatureExtractor extractor(int boundary, String preprocessing) {
    List<String> frozen =
        network.backbone().stages().subList(0, boundary).stream()
            .flatMap(stage -> stage.parameters().stream())
            .map(ParameterSpec::name)
            .toList();
    FeatureSpec spec =
        new FeatureSpec(
            network.backbone().name(),
            TensorHash.sha256(frozen, network.tensors()::read),
            preprocessing,
            boundary,
            "eval",
            "f32",
            "PyTorch " + Torch.version() + " on " + network.device());
    return new FeatureExtractor(spec, network, cache);
  }

  /** Is told how far it is; throws to stop. */
  @FunctionalInterface
  interface Preparing {

    /** Called now and then. */
    void report(String what, int done, int total);
  }
}
