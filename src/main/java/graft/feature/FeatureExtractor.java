package graft.feature;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import graft.backbone.Mode;
import graft.backbone.Stage;
import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.Example;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.head.Head;
import graft.task.Inference;
import graft.task.Network;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Computes what the frozen stages say of each example. Every view of an example is computed once
 * and kept; with the whole backbone frozen, what is kept are the pooled features of each head.
 *
 * <p>Batches are filled up to one size, at which the features of a picture do not depend, on a
 * processor, on the others that it is computed with, to the last bit. Frozen stages that run in a
 * step, in a batch of its size, differ from them by about 1e-6 of the largest, or by nothing: that
 * depends on the processor, the number of threads and the sizes.
 */
public final class FeatureExtractor {

  private final FeatureSpec spec;
  private final Network network;
  private final FeatureCache cache;

  /**
   * @param spec what to compute; its hash must be that of the network's frozen stages
   * @param network computes, as long as its frozen stages stay what the spec says; belongs to the
   *     caller
   * @param cache where features are kept
   */
  public FeatureExtractor(FeatureSpec spec, Network network, FeatureCache cache) {
    this.spec = spec;
    this.network = network;
    this.cache = cache;
  }

  /**
   * Returns how many bytes the cache needs for one view of an example; for sequences, of the first
   * example's length.
   *
   * @param source has at least one example
   */
  public long rowBytes(BatchSource source) {
    Map<String, RowLayout.Field> fields = new LinkedHashMap<>();
    RowLayout.ofBatch(source.batch(List.of(0), 0, 0).inputs())
        .fields()
        .forEach(field -> fields.put(field.name(), field));
    for (Stage stage : network.backbone().stages().subList(0, spec.boundary())) {
      long[] input = fields.remove(stage.input()).shape();
      fields.put(stage.output(), maps(stage, input));
    }
    return new RowLayout(pooled() ? pooled(fields) : List.copyOf(fields.values())).rowBytes();
  }

  private List<RowLayout.Field> pooled(Map<String, RowLayout.Field> maps) {
    Map<String, RowLayout.Field> pooled = new LinkedHashMap<>();
    for (Head head : network.heads()) {
      long[] input = maps.get(head.pooling().input()).shape();
      pooled.put(head.features(), maps(head.pooling(), input));
    }
    return List.copyOf(pooled.values());
  }

  private static RowLayout.Field maps(Stage stage, long[] input) {
    return new RowLayout.Field(stage.output(), false, stage.outputShape(input));
  }

  /**
   * Returns how many rows the cache needs for a source: examples of equal content share one where
   * no view is drawn.
   */
  public long rows(BatchSource source, EpochRange epochs) {
    long each =
        source.views() > 1
            ? source.examples().size()
            : source.examples().stream().map(Example::contentHash).distinct().count();
    return each * epochs.views(source).size();
  }

  /**
   * Computes the features that the epochs ask for and that are not kept yet.
   *
   * @param source gives the inputs of the first stage; must have a limited number of views
   * @param epochs which views are computed now; others when they are asked for
   * @param progress is told how far it is, and asked whether to stop
   * @return a source of the features, ready for the first stage behind the boundary; valid as long
   *     as the network's frozen stages stay as they are
   * @throws java.util.concurrent.CancellationException if the progress asked to stop; what was
   *     computed until then is kept
   */
  public BatchSource features(BatchSource source, EpochRange epochs, FeatureProgress progress) {
    pending(source, epochs).computeAll(progress);
    return onDemand(source);
  }

  /** Returns the features that the epochs ask for and that are not kept yet. */
  public PendingFeatures pending(BatchSource source, EpochRange epochs) {
    FeatureShelf shelf = cache.shelf(spec);
    FeatureBatches features = new FeatureBatches(this, source, shelf);
    Map<Integer, List<Integer>> missing = new LinkedHashMap<>();
    for (int view : epochs.views(source)) {
      missing.put(view, features.missing(epochs.seed(), view));
    }
    return new PendingFeatures(features, shelf, epochs.seed(), missing);
  }

  /**
   * Returns a source of features that are computed when they are asked for, where none are kept.
   */
  public BatchSource onDemand(BatchSource source) {
    return new FeatureBatches(this, source, cache.shelf(spec));
  }

  /** Runs the frozen stages; one thread at a time. */
  synchronized List<FeatureRow> extract(Batch batch) {
    try (NDManager manager = Torch.newManager(network.device())) {
      Map<String, NDArray> inputs = Inference.inputs(filled(batch), manager);
      Map<String, NDArray> outputs = network.run(inputs, 0, spec.boundary(), Mode.INFERENCE);
      return FeatureRow.split(toJava(pooled() ? pool(outputs) : outputs), batch.size());
    }
  }

  /** Batches of another size may be computed by other algorithms, which round in other ways. */
  private static Batch filled(Batch batch) {
    if (batch.size() >= Inference.BATCH) {
      return batch;
    }
    List<FeatureRow> rows = FeatureRow.split(batch.inputs(), batch.size());
    List<FeatureRow> full =
        IntStream.range(0, Inference.BATCH).mapToObj(i -> rows.get(i % rows.size())).toList();
    return new Batch(FeatureRow.join(full), batch.targets(), batch.weights(), batch.ids());
  }

  private Map<String, NDArray> pool(Map<String, NDArray> outputs) {
    Map<String, NDArray> pooled = new LinkedHashMap<>();
    for (Head head : network.heads()) {
      pooled.put(head.features(), network.pool(outputs, head).get(head.features()));
    }
    return pooled;
  }

  private static Map<String, Tensor> toJava(Map<String, NDArray> arrays) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    arrays.forEach((name, array) -> tensors.put(name, toJava(array)));
    return tensors;
  }

  private static Tensor toJava(NDArray array) {
    return array.getDataType() == DataType.INT64
        ? new LongTensor(array.getShape().getShape(), array.toLongArray())
        : Transfer.toJava(array);
  }

  private boolean pooled() {
    return spec.boundary() == network.backbone().stages().size();
  }

  FeatureSpec spec() {
    return spec;
  }
}
