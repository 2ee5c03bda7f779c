package graft.magics.session;

import graft.TransferModel;
import graft.data.LabeledDataset;
import graft.eval.Comparison;
import graft.eval.EvaluationReport;
import graft.eval.Predictions;
import graft.train.RateSweep;
import graft.train.TrainingHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The live objects of a notebook by name, the current model and data set, and the last result of
 * each kind. Owns the models: one that is replaced is closed, unless a variable that a magic
 * declared still holds it.
 */
final class State implements AutoCloseable {

  private final Notebook notebook;
  private final Map<String, TransferModel> models = new LinkedHashMap<>();
  private final Map<String, LabeledDataset> data = new LinkedHashMap<>();
  private final Map<String, Object> results = new LinkedHashMap<>();
  private final List<TransferModel> held = new ArrayList<>();
  private final List<String> modelVariables = new ArrayList<>();
  private @Nullable TransferModel model;
  private @Nullable LabeledDataset dataset;
  private @Nullable TrainingHistory history;
  private @Nullable RateSweep sweep;
  private @Nullable EvaluationReport report;
  private @Nullable Comparison comparison;
  private @Nullable Predictions predictions;

  State(Notebook notebook) {
    this.notebook = notebook;
  }

  /** Makes a model the current one, under its name. */
  void add(TransferModel added) {
    TransferModel before = models.put(added.name(), added);
    model = added;
    release(before);
  }

  /** Makes a live model the current one. */
  void use(TransferModel used) {
    model = used;
  }

  /** Makes a data set the current one, under its own name if it has no other yet. */
  void use(LabeledDataset used) {
    dataset = used;
    if (data.values().stream().noneMatch(each -> each == used)) {
      data.put(used.name(), used);
    }
  }

  /** Makes a data set the current one, under its name. */
  void add(String name, LabeledDataset added) {
    data.put(name, added);
    dataset = added;
  }

  void add(TrainingHistory added) {
    history = added;
    results.put(added.name(), added);
  }

  void add(RateSweep added) {
    sweep = added;
  }

  void add(EvaluationReport added) {
    report = added;
  }

  void add(Comparison added) {
    comparison = added;
  }

  void add(Predictions added) {
    predictions = added;
  }

  /** Names a result and declares a Java variable of its type. */
  void name(@Nullable String name, Class<?> type, Object value) {
    if (name != null) {
      keep(name, value);
      notebook.declare(name, type, value);
      held.removeIf(this::closeUnlessHeld);
    }
  }

  /** Names a result that a Java variable of that name holds. */
  void keep(String name, Object value) {
    results.put(name, value);
    if (value instanceof TransferModel && !modelVariables.contains(name)) {
      modelVariables.add(name);
    }
  }

  boolean holds(String name) {
    return models.containsKey(name) || data.containsKey(name) || results.containsKey(name);
  }

  Optional<TransferModel> model() {
    return Optional.ofNullable(model);
  }

  /** Returns a model that is live, by its name; the latest use of a name counts. */
  Optional<TransferModel> model(String name) {
    return result(name, TransferModel.class)
        .or(() -> Optional.ofNullable(models.get(name)))
        .filter(found -> !found.closed());
  }

  /** Returns a model whose live weights are those of a run. */
  private Optional<TransferModel> modelOf(TrainingHistory run) {
    return models.values().stream()
        .filter(each -> !each.closed() && each.identity().matches(run.identity()))
        .findFirst();
  }

  /** Returns a model that is live under its own name or that of the run which trained it. */
  Optional<TransferModel> live(String name) {
    Optional<TrainingHistory> run = run(name);
    return run.isPresent() ? modelOf(run.get()) : model(name);
  }

  /** Returns the run that a history's name stands for. */
  Optional<TrainingHistory> run(String name) {
    return result(name, TrainingHistory.class).filter(history -> history.run() > 0);
  }

  Optional<LabeledDataset> data() {
    return Optional.ofNullable(dataset);
  }

  Optional<LabeledDataset> data(String name) {
    return result(name, LabeledDataset.class).or(() -> Optional.ofNullable(data.get(name)));
  }

  Optional<TrainingHistory> history() {
    return Optional.ofNullable(history);
  }

  Optional<RateSweep> sweep() {
    return Optional.ofNullable(sweep);
  }

  Optional<EvaluationReport> report() {
    return Optional.ofNullable(report);
  }

  Optional<Comparison> comparison() {
    return Optional.ofNullable(comparison);
  }

  Optional<Predictions> predictions() {
    return Optional.ofNullable(predictions);
  }

  <T> Optional<T> result(String name, Class<T> type) {
    return Optional.ofNullable(results.get(name)).filter(type::isInstance).map(type::cast);
  }

  /** Makes a model or a data set that is live the current one. */
  Object use(String name) {
    Optional<TransferModel> namedModel = model(name);
    if (namedModel.isPresent()) {
      model = namedModel.get();
      return model;
    }
    dataset = data(name).orElseThrow(() -> unknown(name));
    return dataset;
  }

  /** Forgets a model or a data set; a model is closed. */
  void drop(String name) {
    TransferModel dropped = models.remove(name);
    LabeledDataset forgotten = data.remove(name);
    Object result = results.remove(name);
    if (dropped == null && forgotten == null && result == null) {
      throw unknown(name);
    }
    if (dropped != null) {
      dropped.close();
    }
    model = model == dropped ? null : model;
    dataset = dataset == forgotten ? null : dataset;
  }

  private IllegalArgumentException unknown(String name) {
    List<String> names = names();
    return new IllegalArgumentException(
        "no model or data set '%s'; there %s"
            .formatted(name, names.isEmpty() ? "is none yet" : "are " + String.join(", ", names)));
  }

  List<TransferModel> models() {
    return List.copyOf(models.values());
  }

  Map<String, LabeledDataset> datasets() {
    return Collections.unmodifiableMap(data);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(models.keySet());
    names.addAll(data.keySet());
    return names;
  }

  private void release(@Nullable TransferModel before) {
    results.values().removeIf(value -> value == before);
    if (before != null && before != model && !closeUnlessHeld(before)) {
      held.add(before);
    }
  }

  private boolean closeUnlessHeld(TransferModel candidate) {
    if (modelVariables.stream().anyMatch(name -> mayHold(name, candidate))) {
      return false;
    }
    candidate.close();
    return true;
  }

  private boolean mayHold(String variable, TransferModel candidate) {
    try {
      return notebook.lookup(variable) == candidate;
    } catch (CancellationException unknown) {
      return true; // asked again when the next result is named
    }
  }

  @Override
  public void close() {
    models.values().forEach(TransferModel::close);
    held.forEach(TransferModel::close);
  }
}
