package graft.feature;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.Example;
import graft.data.ExampleBatches;
import graft.engine.Torch;
import graft.head.Head;
import graft.task.Inference;
import graft.task.Network;
import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes what the frozen stages say of each example. Every example is computed once and kept;
 * with the whole backbone frozen, what is kept are the pooled features of each head.
 */
public final class FeatureExtractor {

  private final FeatureSpec spec;
  private final Network network;
  private final FeatureCache cache;

  /**
   * @param spec what to compute; its hash must be that of the network's frozen stages
   * @param network computes; belongs to the caller
   * @param cache where features are kept
   */
  public FeatureExtractor(FeatureSpec spec, Network network, FeatureCache cache) {
    this.spec = spec;
    this.network = network;
    this.cache = cache;
  }

  /** Returns how many bytes the features of one example take. */
  public long bytesPerExample() {
    if (pooled()) {
      return 4L * network.backbone().featureWidth() * network.heads().size();
    }
    long[] shape = network.backbone().shapes().get(spec.boundary());
    return 4L * Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /**
   * Computes the features of every example that are not kept yet.
   *
   * @param source gives the inputs of the first stage; must be deterministic
   * @param progress is told how far it is, and asked whether to stop
   * @return a source of the features, ready for the first stage behind the boundary
   * @throws java.util.concurrent.CancellationException if the progress asked to stop
   */
  public BatchSource features(BatchSource source, FeatureProgress progress) {
    Map<String, Map<String, FloatTensor>> byId = kept(source);
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < source.examples().size(); i++) {
      if (!byId.containsKey(source.examples().get(i).id())) {
        missing.add(i);
      }
    }
    compute(source, missing, byId, progress);
    return new ExampleBatches(
        source.examples(),
        (example, draw) -> tensors(byId, example),
        Set.of(),
        true,
        source.fingerprint() + "|" + spec);
  }

  private static Map<String, Tensor> tensors(
      Map<String, Map<String, FloatTensor>> byId, Example example) {
    return new LinkedHashMap<>(byId.get(example.id()));
  }

  private Map<String, Map<String, FloatTensor>> kept(BatchSource source) {
    Map<String, Map<String, FloatTensor>> byId = new HashMap<>();
    for (Example example : source.examples()) {
      cache
          .find(spec, example.contentHash())
          .ifPresent(features -> byId.put(example.id(), features));
    }
    return byId;
  }

  private void compute(
      BatchSource source,
      List<Integer> missing,
      Map<String, Map<String, FloatTensor>> byId,
      FeatureProgress progress) {
    for (int start = 0; start < missing.size(); start += Inference.BATCH) {
      progress.examplesDone(start, missing.size());
      List<Integer> indices =
          missing.subList(start, Math.min(start + Inference.BATCH, missing.size()));
      List<Map<String, FloatTensor>> rows = extract(source.batch(indices, 0, 0));
      for (int i = 0; i < rows.size(); i++) {
        Example example = source.examples().get(indices.get(i));
        byId.put(example.id(), rows.get(i));
        cache.put(spec, example.contentHash(), rows.get(i));
      }
    }
    if (!missing.isEmpty()) {
      progress.examplesDone(missing.size(), missing.size());
    }
  }

  private List<Map<String, FloatTensor>> extract(Batch batch) {
    try (NDManager manager = Torch.newManager(network.device())) {
      Map<String, NDArray> inputs = Inference.inputs(batch, manager);
      Map<String, NDArray> outputs = network.run(inputs, 0, spec.boundary(), Set.of());
      return split(pooled() ? pool(outputs) : outputs, batch.size());
    }
  }

  private Map<String, NDArray> pool(Map<String, NDArray> outputs) {
    Map<String, NDArray> pooled = new LinkedHashMap<>();
    for (Head head : network.heads()) {
      pooled.put(head.features(), network.pool(outputs, head).get(head.features()));
    }
    return pooled;
  }

  private boolean pooled() {
    return spec.boundary() == network.backbone().stages().size();
  }

  private static List<Map<String, FloatTensor>> split(Map<String, NDArray> batch, int size) {
    List<Map<String, FloatTensor>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(new LinkedHashMap<>());
    }
    Set<String> names = new LinkedHashSet<>(batch.keySet());
    for (String name : names) {
      float[] values = batch.get(name).toFloatArray();
      long[] shape = batch.get(name).getShape().getShape();
      long[] row = Arrays.copyOfRange(shape, 1, shape.length);
      int width = values.length / size;
      for (int i = 0; i < size; i++) {
        float[] part = Arrays.copyOfRange(values, i * width, (i + 1) * width);
        rows.get(i).put(name, new FloatTensor(row, part));
      }
    }
    return rows;
  }
}
