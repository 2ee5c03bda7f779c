package graft.train;

import graft.data.Batch;
import graft.data.Target;
import graft.task.Outputs;
import graft.task.Task;
import graft.tensor.FloatTensor;
import java.util.ArrayList;
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
