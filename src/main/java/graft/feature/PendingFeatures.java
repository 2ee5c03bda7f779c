package graft.feature;

import graft.task.Inference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Features that are not kept yet, to be computed batch by batch. Batches are the same however many
 * of them are computed at a time, since some operations round differently in others.
 */
public final class PendingFeatures {

  private final FeatureBatches features;
  private final FeatureShelf shelf;
  private final long seed;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final int size;
  private int done;

  /** Examples of one view. */
  private record Part(int view, List<Integer> indices) {}

  /**
   * @param missing examples whose features are not kept, by view
   */
  PendingFeatures(
      FeatureBatches features, FeatureShelf shelf, long seed, Map<Integer, List<Integer>> missing) {
    this.features = features;
    this.shelf = shelf;
    this.seed = seed;
    this.size = missing.values().stream().mapToInt(List::size).sum();
    missing.forEach(this::cut);
  }

  private void cut(int view, List<Integer> indices) {
    for (int start = 0; start < indices.size(); start += Inference.BATCH) {
      int end = Math.min(start + Inference.BATCH, indices.size());
      parts.add(new Part(view, indices.subList(start, end)));
    }
  }

  /** Returns how many there were in the beginning. */
  public int size() {
    return size;
  }

  /** Returns how many have been computed since. */
  public int done() {
    return done;
  }

  /**
   * Computes and keeps the next batch.
   *
   * @return how many examples it has; 0 where none are left
   */
  public int next() {
    Part part = parts.poll();
    if (part == null) {
      return 0;
    }
    int computed = features.compute(part.indices(), seed, part.view()).size();
    done += computed;
    return computed;
  }

  /** Writes what was computed where other processes find it. */
  public void flush() {
    shelf.flush();
  }

  /** Computes and keeps what is left; what was computed when it is stopped is kept. */
  void computeAll(FeatureProgress progress) {
    try {
      while (!parts.isEmpty()) {
        progress.examplesDone(done, size);
        next();
      }
    } finally {
      shelf.flush();
    }
    if (size > 0) {
      progress.examplesDone(size, size);
    }
  }
}
