package graft;

import graft.backbone.ParameterSpec;
import graft.backbone.Stage;
import graft.data.BatchSource;
import graft.engine.Precision;
import graft.engine.Torch;
import graft.feature.EpochRange;
import graft.feature.FeatureCache;
import graft.feature.FeatureExtractor;
import graft.feature.FeatureSpec;
import graft.feature.PendingFeatures;
import graft.head.Head;
import graft.task.Network;
import graft.train.Freezing;
import graft.weights.FileHash;
import graft.weights.TensorHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the output of the frozen stages in the place of their input, where that is valid (a limited
 * number of views below the freeze boundary) and fits the cache. The network may be trained between
 * two calls: the weights are hashed at each.
 */
final class FrozenFeatures {

  /** Variations of a picture that an augmented run draws from while some stages are frozen. */
  static final int VIEWS = 4;

  /** What is told of while features are computed. */
  static final String COMPUTED = "features computed";

  private static final String ANEW = "frozen features are computed anew each step: ";

  private final Network network;
  private final FeatureCache cache;
  private final Preparing preparing;

  FrozenFeatures(Network network, FeatureCache cache, Preparing preparing) {
    this.network = network;
    this.cache = cache;
    this.preparing = preparing;
  }

  /**
   * Returns how many views an augmented training part has: a few where their features can be kept,
   * else another one in each epoch.
   *
   * @param boundary how many stages are frozen
   */
  static int views(int boundary) {
    return boundary > 0 ? VIEWS : BatchSource.UNLIMITED;
  }

  /**
   * Returns sources for the loop: features where possible, else what came in.
   *
   * @param epochs that the loop will ask for
   */
  Streams streams(
      Freezing freezing, BatchSource training, BatchSource validation, EpochRange epochs) {
    int boundary = freezing.boundary(network.backbone());
    if (boundary == 0) {
      return new Streams(training, validation, 0, "");
    }
    for (BatchSource source : List.of(training, validation)) {
      if (source.views() == BatchSource.UNLIMITED) {
        return new Streams(training, validation, 0, ANEW + source.variation());
      }
    }
    Frozen frozen = frozen(boundary);
    FeatureExtractor trained = frozen.extractor(training);
    FeatureExtractor validated = frozen.extractor(validation);
    long rows = trained.rows(training, epochs) + validated.rows(validation, epochs);
    if (!cache.canHold(rows, trained.rowBytes(training))) {
      String note = ANEW + tooLarge(rows * trained.rowBytes(training));
      return new Streams(training, validation, 0, note);
    }
    return new Streams(
        trained.features(training, epochs, this::report),
        validated.features(validation, epochs, this::report),
        boundary,
        String.join("; ", cache.takeProblems()));
  }

  /** Returns what a trial of a phase needs, where the features can be kept. */
  Optional<Trial> trial(
      int boundary, BatchSource training, BatchSource validation, EpochRange epochs) {
    if (training.views() == BatchSource.UNLIMITED || validation.views() == BatchSource.UNLIMITED) {
      return Optional.empty();
    }
    Frozen frozen = frozen(boundary);
    FeatureExtractor trained = frozen.extractor(training);
    FeatureExtractor validated = frozen.extractor(validation);
    long rows = trained.rows(training, epochs) + validated.rows(validation, epochs);
    return cache.canHold(rows, trained.rowBytes(training))
        ? Optional.of(
            new Trial(
                trained.pending(training, epochs),
                validated.pending(validation, epochs),
                trained.onDemand(training)))
        : Optional.empty();
  }

  /**
   * What a trial computes, it keeps for the run.
   *
   * @param training what is still to be computed of the training part
   * @param validation the same of validation
   * @param features of the training part
   */
  record Trial(PendingFeatures training, PendingFeatures validation, BatchSource features) {

    /** Returns how many rows are still to be computed. */
    long missing() {
      return left(training) + left(validation);
    }

    private static long left(PendingFeatures pending) {
      return pending.size() - pending.done();
    }
  }

  /** Returns how many bytes a row takes. */
  long rowBytes(int boundary, BatchSource source) {
    String anyWeights = ""; // hashing them takes a while, and they change no shape
    return new Frozen(boundary, "", anyWeights).extractor(source).rowBytes(source);
  }

  /** Returns the pooled features of some examples, for baselines. */
  BatchSource pooled(BatchSource source) {
    return frozen(network.backbone().stages().size())
        .extractor(source)
        .features(source, EpochRange.OUTSIDE_TRAINING, this::report);
  }

  private void report(int done, int total) {
    preparing.report(COMPUTED, done, total);
  }

  private String tooLarge(long bytes) {
    return "they take %s, and the cache may hold %s in memory or %s on disk"
        .formatted(words(bytes), words(cache.memoryBytes()), words(cache.diskBytes()));
  }

  private static String words(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private Frozen frozen(int boundary) {
    List<Stage> stages = network.backbone().stages().subList(0, boundary);
    List<String> names =
        stages.stream()
            .flatMap(stage -> stage.parameters().stream())
            .map(ParameterSpec::name)
            .toList();
    return new Frozen(boundary, program(stages), TensorHash.sha256(names, network.tensors()::read));
  }

  /** Two backbones of one name, or two kinds of pooling, differ in the text of their programs. */
  private String program(List<Stage> stages) {
    boolean all = stages.size() == network.backbone().stages().size();
    List<Head> heads = all ? network.heads() : List.of();
    Stream<String> pooling = heads.stream().map(head -> text(head.pooling())).distinct();
    String text =
        Stream.concat(stages.stream().map(FrozenFeatures::text), pooling)
            .collect(Collectors.joining());
    return FileHash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Stage stage) {
    return stage.output() + stage.script(layer -> false, Precision.F32);
  }

  /** What stands still while the sources are in use. */
  private final class Frozen {

    private final int boundary;
    private final String program;
    private final String weights;

    Frozen(int boundary, String program, String weights) {
      this.boundary = boundary;
      this.program = program;
      this.weights = weights;
    }

    FeatureExtractor extractor(BatchSource source) {
      FeatureSpec spec =
          new FeatureSpec(
              network.backbone().name(),
              program,
              weights,
              source.fingerprint(),
              boundary,
              "eval",
              "f32",
              "PyTorch " + Torch.version() + " on " + network.device());
      return new FeatureExtractor(spec, network, cache);
    }
  }

  /** Is told how far it is; throws to stop. */
  @FunctionalInterface
  interface Preparing {

    /** Called now and then. */
    void report(String what, int done, int total);
  }
}
