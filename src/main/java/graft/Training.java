package graft;

import ai.djl.Device;
import graft.data.BatchSource;
import graft.data.ExampleBatches;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Watch;
import graft.engine.Devices;
import graft.engine.Torch;
import graft.task.Classification;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.Tensor;
import graft.train.DivergenceException;
import graft.train.FeatureScaling;
import graft.train.FineTuneOptions;
import graft.train.FineTuner;
import graft.train.Fit;
import graft.train.Freezing;
import graft.train.Outcome;
import graft.train.RunStore;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import graft.train.TrainingListener;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Carries out one fine-tuning run: data, weights to start from, frozen features, loop, record. */
final class Training {

  private final TransferModel model;
  private final LabeledDataset data;
  private final Workspace workspace;
  private final FineTuneOptions options;
  private final String name;
  private final boolean continues;
  private final RunListener listener;
  private final Choices choices;
  private final Device device;
  private final String start;
  private final Record record;
  private final long started = System.nanoTime();

  Training(
      TransferModel model,
      LabeledDataset data,
      Workspace workspace,
      FineTuneOptions options,
      String name,
      boolean continues,
      RunListener listener) {
    this.model = model;
    this.data = data;
    this.workspace = workspace;
    this.options = options;
    this.name = name;
    this.continues = continues;
    this.listener = listener;
    requireContinuable();
    this.choices = Choices.of(options, frozen(), data);
    this.device = device(options);
    this.start = continues ? "continues run " + model.run() : "from " + origin() + " weights";
    this.record = record(key());
  }

  TrainingHistory run() {
    try (DataReader reader =
        DataReader.open(data, model.backbone().preprocessing(), workspace, watch())) {
      return train(reader);
    } catch (CancellationException e) {
      TrainingHistory stopped = history(data, none(Outcome.INTERRUPTED));
      listener.epochEnded(stopped);
      return stopped;
    }
  }

  private TrainingHistory train(DataReader reader) {
    requireParts(reader.data());
    List<String> classes = reader.data().classes();
    if (!continues) {
      model.restart(classes, device, options.seed());
    }
    Network network = model.live();
    Task task = new Classification(classes.size(), network.heads().get(0));
    Freezing freezing = model.resolved();
    Streams streams = streams(reader, network, freezing);
    if (!continues && model.startsWithNewHead()) {
      FeatureScaling.measure(
          network, network.heads().get(0), streams.training(), streams.from(), options.seed());
    }
    FineTuner tuner = new FineTuner(network, task, freezing, choices.plan());
    Forward forward = new Forward(reader.data());
    try {
      Fit fit =
          tuner.fit(
              Map.of(Task.ONLY, streams.training()),
              Map.of(Task.ONLY, streams.validation()),
              streams.from(),
              forward);
      return keep(history(reader.data(), fit), tuner);
    } catch (DivergenceException e) {
      keep(history(reader.data(), forward.latest), tuner);
      throw e;
    }
  }

  /** Where no epoch is complete, the weights of the start are live and there is nothing to keep. */
  private TrainingHistory keep(TrainingHistory history, FineTuner tuner) {
    if (history.bestEpoch() > 0) {
      model.trained(history.run(), choices.plan().metric());
      save(history, tuner);
    }
    return history;
  }

  private static void requireParts(LabeledDataset used) {
    for (Part part : List.of(Part.TRAIN, Part.VALIDATION)) {
      if (used.part(part).isEmpty()) {
        throw new IllegalArgumentException(
            "training needs at least one %s example, received %s; add pictures or change --split"
                .formatted(part.label(), used.subject()));
      }
    }
  }

  private Streams streams(DataReader reader, Network network, Freezing freezing) {
    ExampleBatches training = choices.augment() ? reader.augmented() : reader.part(Part.TRAIN);
    ExampleBatches validation = reader.part(Part.VALIDATION);
    FrozenFeatures frozen =
        new FrozenFeatures(network, freezing, workspace.features(), this::preparing);
    return frozen.streams(training, validation);
  }

  private void save(TrainingHistory history, FineTuner tuner) {
    DataOrigin origin = workspace.origin(data.hash()).orElse(new DataOrigin(data.name(), "", 0));
    SavedRun run =
        new SavedRun(
            history.run() == record.number() ? record.key() : record.cutKey(),
            Instant.now().toString(),
            model.backbone().name(),
            model.backbone().weights().hash(),
            model.policy(),
            model.classes(),
            choices.plan().metric(),
            origin.operand(),
            origin.split(),
            origin.seed(),
            data.hash(),
            history);
    Map<String, Tensor> best =
        new LinkedHashMap<>(model.live().tensors().read(model.live().tensors().names()));
    workspace.runs().save(run, best, new LinkedHashMap<>(tuner.lastWeights()));
  }

  private TrainingHistory history(LabeledDataset used, Fit fit) {
    boolean cut = fit.outcome() == Outcome.INTERRUPTED || fit.outcome() == Outcome.FAILED;
    int number = cut ? record.cutNumber() : record.number();
    return new TrainingHistory(
        cut && fit.bestEpoch() == 0 ? 0 : number,
        name.isEmpty() ? "run " + number : name,
        model.subject() + " · " + used.subject(),
        start,
        fit.metric(),
        fit.higherIsBetter(),
        fit.bestEpoch(),
        fit.epochs(),
        fit.outcome(),
        seconds(),
        choices.words(),
        circumstances());
  }

  private Fit none(Outcome outcome) {
    return new Fit(
        List.of(),
        choices.plan().decidingSeries(),
        choices.plan().higherIsBetter(),
        0,
        outcome,
        seconds());
  }

  private Map<String, String> circumstances() {
    Map<String, String> record = new LinkedHashMap<>();
    record.put("weights", model.startHash());
    record.put("data", data.hash());
    record.put("split", data.split().origin());
    record.put("seed", Long.toString(options.seed()));
    record.put("plan", choices.plan().toString());
    record.put("device", device.toString());
    record.put("threads", Integer.toString(Torch.threads()));
    record.put("precision", "f32");
    record.put("pytorch", Torch.version());
    record.put("java", Runtime.version().toString());
    return record;
  }

  /** A run that is cut off takes a number of its own where it would replace one that is not. */
  private Record record(String key) {
    RunStore runs = workspace.runs();
    int number = runs.numberFor(key);
    boolean finished =
        runs.runs().stream()
            .filter(run -> run.key().equals(key))
            .anyMatch(run -> run.history().outcome() == Outcome.FINISHED);
    String cutKey = finished ? key + "|cut off" : key;
    return new Record(key, number, cutKey, finished ? runs.numberFor(cutKey) : number);
  }

  /** Equal for runs with the same command, weights, data and seed. */
  private String key() {
    List<String> parts =
        List.of(
            name,
            model.name(),
            continues ? model.weightsHash() : model.startHash(),
            model.policy().toString(),
            choices.plan().toString(),
            Boolean.toString(choices.augment()),
            data.hash(),
            data.split().origin());
    return String.join("|", parts);
  }

  /** Hands on what the loop measures. */
  private final class Forward implements TrainingListener {

    private final LabeledDataset used;
    private Fit latest = none(Outcome.RUNNING);

    Forward(LabeledDataset used) {
      this.used = used;
    }

    @Override
    public void batchEnded(int epoch, int batch, int batches, double loss) {
      listener.batchEnded(
          history(used, latest),
          new RunListener.BatchProgress(epoch, choices.plan().epochs(), batch, batches, loss));
    }

    @Override
    public void epochEnded(Fit fit) {
      latest = fit;
      listener.epochEnded(history(used, fit));
    }

    @Override
    public boolean stopRequested() {
      return listener.stopRequested();
    }
  }

  private void preparing(String what, int done, int total) {
    if (listener.stopRequested()) {
      throw new CancellationException("stopped while preparing");
    }
    listener.preparing(history(data, none(Outcome.RUNNING)), what, done, total);
  }

  private Watch watch() {
    return new Watch(
        (done, total, what) ->
            listener.preparing(history(data, none(Outcome.RUNNING)), what, done, total),
        listener::stopRequested);
  }

  private void requireContinuable() {
    if (continues && !model.trained()) {
      throw new IllegalStateException(
          "--continue needs trained weights, and model '%s' has none yet; leave it out"
              .formatted(model.name()));
    }
    if (continues && !model.classes().equals(data.classes())) {
      throw new IllegalArgumentException(
          "--continue needs the classes that the model knows (%s), received %s (%s)"
              .formatted(model.classes(), data.name(), data.classes()));
    }
  }

  private static Device device(FineTuneOptions options) {
    return switch (options.device()) {
      case AUTO -> Devices.automatic();
      case CPU -> Device.cpu();
      case GPU0 -> Devices.firstGpu();
    };
  }

  private boolean frozen() {
    return model.resolved().boundary(model.backbone().architecture())
        == model.backbone().architecture().stages().size();
  }

  private String origin() {
    if (model.startsFromRun() > 0) {
      return "run " + model.startsFromRun() + "'s";
    }
    return model.card().sha256().isEmpty() ? "random" : "pretrained";
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /**
   * Where the run is kept.
   *
   * @param cutKey of the record if the run is interrupted or fails
   */
  private record Record(String key, int number, String cutKey, int cutNumber) {}

  /**
   * What the loop is fed with.
   *
   * @param from index of the stage that reads what the sources give
   */
  record Streams(BatchSource training, BatchSource validation, int from) {}
}
