package graft.feature;

import graft.data.Batch;
import graft.data.BatchSource;
import graft.data.Example;
import graft.task.Inference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the features of another source's examples. What the shelf has lost, or never had, is
 * computed on the way.
 */
final class FeatureBatches implements BatchSource {

  private final FeatureExtractor extractor;
  private final BatchSource source;
  private final FeatureShelf shelf;

  FeatureBatches(FeatureExtractor extractor, BatchSource source, FeatureShelf shelf) {
    this.extractor = extractor;
    this.source = source;
    this.shelf = shelf;
  }

  @Override
  public List<Example> examples() {
    return source.examples();
  }

  @Override
  public Batch batch(List<Integer> indices, long runSeed, int epoch) {
    Map<FeatureKey, FeatureRow> rows = new LinkedHashMap<>();
    List<FeatureKey> keys = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int index : indices) {
      FeatureKey key = key(index, runSeed, epoch);
      keys.add(key);
      Optional<FeatureRow> row = shelf.find(key);
      row.ifPresentOrElse(found -> rows.put(key, found), () -> missing.add(index));
    }
    if (!missing.isEmpty()) {
      rows.putAll(compute(missing, runSeed, epoch));
      shelf.flush();
    }
    return batch(indices, keys.stream().map(rows::get).toList());
  }

  /** Examples count alike, as in {@link graft.data.ExampleBatches}. */
  private Batch batch(List<Integer> indices, List<FeatureRow> rows) {
    List<Example> chosen = indices.stream().map(examples()::get).toList();
    float[] weights = new float[chosen.size()];
    Arrays.fill(weights, 1);
    return new Batch(
        FeatureRow.join(rows),
        chosen.stream().map(Example::target).toList(),
        weights,
        chosen.stream().map(Example::id).toList());
  }

  /** Returns the examples whose features are not kept, one of each content. */
  List<Integer> missing(long seed, int epoch) {
    Map<FeatureKey, Integer> missing = new LinkedHashMap<>();
    for (int i = 0; i < examples().size(); i++) {
      missing.putIfAbsent(key(i, seed, epoch), i);
    }
    missing.keySet().removeIf(shelf::retains);
    return List.copyOf(missing.values());
  }

  /** Computes and keeps features, in batches of a fixed size. */
  Map<FeatureKey, FeatureRow> compute(List<Integer> indices, long seed, int epoch) {
    Map<FeatureKey, Integer> distinct = new LinkedHashMap<>();
    indices.forEach(index -> distinct.putIfAbsent(key(index, seed, epoch), index));
    List<Integer> once = List.copyOf(distinct.values());
    Map<FeatureKey, FeatureRow> rows = new LinkedHashMap<>();
    for (int start = 0; start < once.size(); start += Inference.BATCH) {
      List<Integer> part = once.subList(start, Math.min(start + Inference.BATCH, once.size()));
      List<FeatureRow> computed = extractor.extract(source.batch(part, seed, epoch));
      for (int i = 0; i < part.size(); i++) {
        rows.put(key(part.get(i), seed, epoch), computed.get(i));
      }
    }
    rows.forEach(shelf::put);
    return rows;
  }

  private FeatureKey key(int index, long seed, int epoch) {
    return FeatureKey.of(shelf.spec(), source, index, seed, epoch);
  }

  @Override
  public int views() {
    return source.views();
  }

  @Override
  public String fingerprint() {
    return source.fingerprint() + "|" + extractor.spec();
  }
}
