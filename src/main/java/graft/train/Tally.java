package graft.train;

import graft.data.Batch;
import graft.data.Target;
import graft.task.Outputs;
import graft.task.Task;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up losses and gathers outputs over the steps of one pass. */
final class Tally {

  private final Task task;
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private final Map<String, Map<String, Gathered>> outputs = new LinkedHashMap<>();
  private double examples;

  Tally(Task task) {
    this.task = task;
  }

  /** Adds a step's terms, weighted by its number of examples. */
  void addLoss(Map<String, Double> terms, int size) {
    terms.forEach((name, value) -> sums.merge(name, value * size, Double::sum));
    examples += size;
  }

  /** Adds what a head said of a batch. */
  void addOutputs(String stream, String head, Batch batch, float[] values) {
    outputs
        .computeIfAbsent(stream, key -> new LinkedHashMap<>())
        .computeIfAbsent(head, key -> new Gathered())
        .add(batch, values);
  }

  /** Returns what was added up; what the heads said comes beside it. */
  EpochPart part(int steps, double seconds) {
    return new EpochPart(steps, seconds, examples, sums);
  }

  /** Returns what the heads said so far, by stream and head. */
  Map<String, FloatTensor> said() {
    Map<String, FloatTensor> said = new LinkedHashMap<>();
    outputs.forEach(
        (stream, heads) ->
            heads.forEach((head, parts) -> said.put(key(stream, head), parts.outputs().values())));
    return said;
  }

  /**
   * Goes on where another process was.
   *
   * @param said what {@link #said} returned there
   * @param batches of each stream that it speaks of, in order
   */
  void resumeAfter(
      EpochPart part, Map<String, FloatTensor> said, Map<String, List<Batch>> batches) {
    sums.putAll(part.sums());
    examples = part.examples();
    batches.forEach(
        (stream, passed) ->
            task.heads(stream).forEach(head -> passed(stream, head.name(), passed, said)));
  }

  private void passed(
      String stream, String head, List<Batch> batches, Map<String, FloatTensor> said) {
    FloatTensor values = said.get(key(stream, head));
    int width = values.size() / batches.stream().mapToInt(Batch::size).sum();
    int from = 0;
    for (Batch batch : batches) {
      int to = from + batch.size() * width;
      addOutputs(stream, head, batch, Arrays.copyOfRange(values.values(), from, to));
      from = to;
    }
  }

  private static String key(String stream, String head) {
    return stream + "/" + head;
  }

  /** Returns mean losses and metrics by series name, with a prefix such as {@code training}. */
  Map<String, Double> series(String prefix) {
    Map<String, Double> series = new LinkedHashMap<>();
    sums.forEach((name, sum) -> series.put(prefix + " " + name, sum / examples));
    outputs.forEach(
        (stream, heads) -> {
          Map<String, Outputs> gathered = new LinkedHashMap<>();
          heads.forEach((head, parts) -> gathered.put(head, parts.outputs()));
          String of = outputs.size() == 1 ? "" : stream + " ";
          task.measure(stream, gathered)
              .forEach((name, value) -> series.put(prefix + " " + of + name, value));
        });
    return series;
  }

  /** Batches side by side. */
  private static final class Gathered {
    private final List<String> ids = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();

    void add(Batch batch, float[] output) {
      ids.addAll(batch.ids());
      targets.addAll(batch.targets());
      values.add(output);
    }

    Outputs outputs() {
      return new Outputs(ids, targets, FloatTensor.rows(ids.size(), values));
    }
  }
}
