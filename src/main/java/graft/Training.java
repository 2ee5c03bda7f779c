package graft;

import ai.djl.Device;
import graft.backbone.SafeTensorsWeights;
import graft.data.Exposure;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.engine.Devices;
import graft.engine.ProcessMemory;
import graft.task.Network;
import graft.task.Task;
import graft.train.Checkpoint;
import graft.train.CheckpointFiles;
import graft.train.FeatureScaling;
import graft.train.Feed;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.DeviceChoice;
import graft.train.FineTuner;
import graft.train.RateFinder;
import graft.train.RateSweep;
import graft.train.Resources;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import graft.train.TrainingOption;
import graft.train.TrainingPlan;
import graft.train.UnfinishedRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

/** Carries out one fine-tuning run: data, weights to start from, frozen features, loop, record. */
final class Training {

  /** Of the time that is left, what computing frozen stages apart from the steps may take. */
  private static final double FEATURE_SHARE = 0.5;

  /** Of a time limit, after what share of it features are brought to one scale by few examples. */
  private static final double SCALE_SHARE = 0.25;

  /** Names, in a record, the weights that a continuing run started from. */
  private static final String CONTINUED = "continued weights";

  private final TransferModel model;
  private final LabeledDataset data;
  private final Workspace workspace;
  private final FineTuneRun.Request request;
  private final RunListener listener;
  private final FineTuneOptions options;
  private Choices choices;
  private final Device device;
  private final String startHash;
  private final RunPlace place;
  private final UnfinishedRuns unfinished;
  private final RunReporter reporter;
  private final Exposure met;
  private LabeledDataset used; // what of the data can be read

  Training(
      TransferModel model,
      LabeledDataset data,
      Workspace workspace,
      FineTuneRun.Request request,
      RunListener listener) {
    this.model = model;
    this.data = data;
    this.workspace = workspace;
    this.request = request;
    this.listener = listener;
    this.options = request.options();
    requireContinuable();
    this.used = data;
    this.choices = choices(data);
    this.device = device(options.get(TrainingOption.DEVICE, DeviceChoice.AUTO));
    this.met = request.continues() ? model.exposure() : model.startExposure();
    this.startHash = request.continues() ? continuedHash() : model.startHash();
    this.place = RunPlace.of(workspace.runs(), key(startHash));
    this.reporter =
        new RunReporter(
            listener,
            choices.plan(),
            data,
            description(choices.plan(), Resources.UNKNOWN),
            request.startedNanos());
    this.unfinished = workspace.unfinishedRuns();
  }

  private Choices choices(LabeledDataset readable) {
    return Choices.of(
        options,
        model.backbone().architecture(),
        model.policy(),
        model.head(readable.classes().size(), dropout()),
        readable);
  }

  TrainingHistory run() {
    ProcessMemory.ofThisProcess().forgetPeak();
    model.beginRun(choices.policy());
    try {
      return begun();
    } finally {
      model.endRun();
    }
  }

  private TrainingHistory begun() {
    if (request.resumes() && place.finished().isPresent()) {
      SavedRun run = place.finished().get();
      try {
        return finished(run);
      } catch (GraftException e) {
        if (workspace.runs().find(run.identity()).isPresent()) {
          throw e;
        }
        place.look(); // another process has removed it meanwhile, so it is trained again
      }
    }
    workspace.prepare(); // a folder that takes nothing is named as such
    place.reserve(request.resumes() ? unfinished.number(place.key()) : 0);
    Path attempt = unfinished.begin(place.key(), place.number());
    try {
      reporter.preparing("starting", 0, 0); // who stops it from now on sees what became of it
      return read(checkpoints(attempt));
    } catch (CancellationException e) {
      return reporter.stopped();
    } finally {
      unfinished.end(attempt);
    }
  }

  private TrainingHistory read(CheckpointFiles checkpoints) {
    try (DataReader reader = reader()) {
      return train(reader, checkpoints);
    }
  }

  private CheckpointFiles checkpoints(Path attempt) {
    return new CheckpointFiles(
        attempt,
        request.checkpoints().withStart(request.continues()),
        () -> reporter.description().record());
  }

  /** Sweeps the learning rate on a network of its own; the model stays as it is. */
  RateSweep sweep() {
    try (DataReader reader = reader();
        Network network = ownNetwork(reader.data())) {
      use(reader.data());
      Feeds feeds = feeds(reader, network, true);
      TrainingPlan plan = scale(network, feeds, reader.data(), Optional.empty());
      return new RateFinder(network, task(network, reader), plan)
          .sweep(
              model.subject(choices.policy()) + " · " + reader.data().subject(),
              feeds.of(plan.last(), plan.firstEpochOfLast()),
              reporter.trials())
          .of(start() + head(reader.data()) + live(), request.words());
    }
  }

  /** Returns what a run would train, apart from the model. */
  private Network ownNetwork(LabeledDataset used) {
    return request.continues()
        ? model.copy(device, dropout())
        : model.fresh(used.classes(), device, choices.plan().seed(), dropout());
  }

  private String head(LabeledDataset used) {
    return startsWithNewHead(used) ? " with a new head" : "";
  }

  /** Who has just trained may take the live weights for those that are swept. */
  private String live() {
    boolean others = model.trained() && model.run() != model.startsFromRun();
    return others && !request.continues()
        ? ", not from the live ones of run %s (--continue does that)".formatted(model.run())
        : "";
  }

  /** Returns a run that had ended, with its weights live. */
  private TrainingHistory finished(SavedRun run) {
    SafeTensorsWeights weights = KeptWeights.of(run, workspace.runs());
    model.restart(run.classes(), device, choices.plan().seed(), 0);
    model.take(weights);
    model.trains();
    model.trained(run.identity(), run.metric(), run.logPriorShift());
    model.met(Graft.exposure(run, workspace));
    listener.epochEnded(run.history());
    return run.history();
  }

  private TrainingHistory train(DataReader reader, CheckpointFiles checkpoints) {
    use(reader.data());
    reporter.note(Familiar.ofValidation(met, reader.data()));
    Optional<Checkpoint> checkpoint = checkpoint(checkpoints);
    if (request.continues()) {
      model.proceed(device, dropout());
    } else {
      model.restart(reader.data().classes(), device, choices.plan().seed(), dropout());
    }
    Network network = model.live();
    Task task = task(network, reader);
    Decisions decisions =
        new Decisions(network, task, options, workspace.precisions(), subject(), reporter.limit());
    Prepared prepared = estimate(network, task, reader, decisions);
    Feeds feeds = prepared.feeds();
    TrainingPlan scaled = scale(network, feeds, reader.data(), checkpoint);
    TrainingPlan plan = decisions.decide(scaled, prepared.trials(reporter), checkpoint);
    RunDescription described = description(plan, reporter.description().resources());
    reporter.describe(
        checkpoint
            .map(from -> described.resumed(from.progress(), plan.epochs()))
            .orElse(described));
    double gone = reporter.seconds() + prepared.forecast().endSeconds();
    FineTuner tuner = new FineTuner(network, task, plan.withinTimeLimit(gone));
    return fit(tuner, feeds, plan.epochs(), checkpoints);
  }

  /** Says what the run will take before anything long begins. */
  private Prepared estimate(Network network, Task task, DataReader reader, Decisions decisions) {
    reporter.preparing("estimate", 0, 1);
    TrainingPlan expected = decisions.expected(choices.plan());
    Feeds feeds = feeds(reader, network, true);
    Estimates estimates = new Estimates(network, task, expected, feeds, reader);
    boolean scales = !request.continues() && model.startsWithNewHead(reader.data().classes());
    Forecast forecast =
        estimates.forecast(scales, decisions.sweeps(), decisions.tries(choices.plan()));
    if (!reporter.limit().leaves(forecast.featureSeconds(), FEATURE_SHARE)) {
      feeds = feeds(reader, network, false);
    }
    long peak = new MemoryCheck(network, expected, feeds.caches()).peakBytes();
    double least = reporter.seconds() + estimates.leastSeconds(scales);
    double most = Math.max(least, expected.timeLimitSeconds().orElse(Double.POSITIVE_INFINITY));
    double total = Math.min(most, reporter.seconds() + forecast.seconds());
    reporter.describe(description(choices.plan(), Resources.estimated(total, peak)));
    reporter.expect(forecast);
    warnOfShortLimit(least);
    reporter.preparing("estimate", 1, 1);
    return new Prepared(feeds, estimates, forecast);
  }

  /** What cannot be kept is said before. */
  private void warnOfShortLimit(double least) {
    OptionalDouble limit = choices.plan().timeLimitSeconds();
    if (limit.isPresent() && least > limit.getAsDouble()) {
      reporter.note(
          List.of(
              String.format(
                  Locale.ROOT,
                  "the time limit of %s is less than a first step, its validation and keeping the"
                      + " model take here, about %s: training ends after one step",
                  ScratchClock.words(limit.getAsDouble()),
                  ScratchClock.words(least))));
    }
  }

  /** What a network computes depends on, for trials whose outcome is kept. */
  private List<String> subject() {
    return List.of(
        model.backbone().name(), startHash, model.backbone().preprocessing().fingerprint());
  }

  /** What is ready before the loop. */
  private record Prepared(Feeds feeds, Estimates estimates, Forecast forecast) {

    Decisions.Trials trials(RunReporter reporter) {
      return new Decisions.Trials(feeds, reporter, estimates.stepSeconds(), estimates.steps());
    }
  }

  private TrainingHistory fit(
      FineTuner tuner, Feeds feeds, int epochs, CheckpointFiles checkpoints) {
    RunReporter.Loop loop = reporter.loop(epochs, model::trains);
    try {
      tuner.fit(feeds, loop, checkpoints);
    } catch (RuntimeException e) {
      keep(loop.latest(), tuner, checkpoints);
      throw e;
    }
    return keep(loop.latest(), tuner, checkpoints);
  }

  private TrainingHistory keep(
      TrainingHistory history, FineTuner tuner, CheckpointFiles checkpoints) {
    TrainingHistory kept =
        new RunKeeper(
                model,
                workspace,
                place,
                checkpoints,
                options.words(),
                RunTask.priorShift(options, used),
                met)
            .keep(history, used, choices.plan().metric(), tuner.lastWeights());
    if (!kept.warnings().equals(history.warnings())) {
      reporter.tell(kept);
    }
    return kept;
  }

  /** Without {@code --resume}, what an earlier process left of the same run is not wanted. */
  private Optional<Checkpoint> checkpoint(CheckpointFiles checkpoints) {
    if (!request.resumes()) {
      unfinished.discard(place.key());
      return Optional.empty();
    }
    unfinished.gather(place.key(), checkpoints.folder());
    Optional<Checkpoint> newest = checkpoints.newest();
    reporter.note(checkpoints.warnings());
    if (newest.isEmpty() && request.continues() && !startHash.equals(model.weightsHash())) {
      throw new IllegalStateException(
          "run %d cannot be resumed: %s; leave --resume out to continue from its live weights"
              .formatted(model.run(), String.join("; ", checkpoints.warnings())));
    }
    return newest;
  }

  /**
   * Brings the features of a head that is new to one scale, those of a resumed run by what its
   * beginning looked at.
   *
   * @return the plan, which says so where a time limit left out examples
   */
  private TrainingPlan scale(
      Network network, Feeds feeds, LabeledDataset used, Optional<Checkpoint> checkpoint) {
    TrainingPlan plan = choices.plan();
    if (!startsWithNewHead(used)) {
      return plan;
    }
    Feed first = feeds.of(plan.phases().get(0), 1);
    Optional<String> before =
        checkpoint.map(from -> from.progress().decisions().get(TrainingPlan.SCALE));
    int most =
        before.map(words -> Integer.parseInt(words.split(" ")[0])).orElse(FeatureScaling.EXAMPLES);
    int all = Math.min(FeatureScaling.EXAMPLES, used.part(Part.TRAIN).size());
    int looked =
        FeatureScaling.measure(
            network,
            network.heads().get(0),
            first.training().get(Task.ONLY),
            first.from(),
            plan.seed(),
            most,
            (done, total) -> {
              reporter.preparing("features scaled", done, total);
              boolean cheap = first.from() > 0; // features that are kept already
              return cheap || checkpoint.isPresent() || !reporter.limit().isPast(SCALE_SHARE);
            });
    return looked == 0 || looked == all
        ? plan
        : plan.withScale("%d of %d pictures, as the time limit is short".formatted(looked, all));
  }

  private boolean startsWithNewHead(LabeledDataset used) {
    return !request.continues() && model.startsWithNewHead(used.classes());
  }

  private DataReader reader() {
    return DataReader.open(data, model.backbone().preprocessing(), workspace, reporter.watch());
  }

  private Feeds feeds(DataReader reader, Network network, boolean caches) {
    return new Feeds(reader, network, workspace, options, choices, caches, reporter);
  }

  private Task task(Network network, DataReader reader) {
    return RunTask.of(options, network.heads().get(0), reader.data());
  }

  private double dropout() {
    return options.get(TrainingOption.DROPOUT, 0.0);
  }

  /** What a default depends on is counted in what trains, not in what was opened. */
  private void use(LabeledDataset readable) {
    requireParts(readable);
    LeftOut.requireEveryClass(data, readable);
    if (readable != data) {
      used = readable;
      choices = choices(readable);
    }
    reporter.use(readable);
    reporter.note(LeftOut.sentences(readable));
    reporter.describe(description(choices.plan(), Resources.UNKNOWN));
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

  private RunDescription description(TrainingPlan plan, Resources resources) {
    return new RunDescription(
        model.subject(choices.policy()),
        request.name(),
        start(),
        place,
        choices.with(plan.decisions()),
        provenance(plan),
        resources);
  }

  private Map<String, String> provenance(TrainingPlan plan) {
    Map<String, String> facts = Provenance.of(options, model.startHash(), used, plan, device);
    if (request.continues()) {
      facts.put(CONTINUED, startHash);
    }
    return facts;
  }

  /**
   * Returns the hash of the weights that a continuing run starts from: the live ones, but where
   * they came about by this very run, which was cut off or had ended, those that it began with.
   */
  private String continuedHash() {
    Optional<SavedRun> own =
        request.resumes() && model.run() > 0
            ? workspace.runs().find(model.identity())
            : Optional.empty();
    return own.flatMap(this::startOf).orElseGet(model::weightsHash);
  }

  private Optional<String> startOf(SavedRun own) {
    return Optional.ofNullable(own.history().record().get(CONTINUED))
        .filter(
            hash -> {
              RunPlace ofOwn = RunPlace.of(workspace.runs(), key(hash));
              return ofOwn.is(own)
                  && (ofOwn.finished().isPresent()
                      || workspace.unfinishedRuns().holds(ofOwn.key()));
            });
  }

  /**
   * Equal for runs with the same command, weights, data and seed.
   *
   * @param start hash of the weights that the run starts from
   */
  private List<String> key(String start) {
    return List.of(
        request.name(),
        model.name(),
        start,
        choices.policy().toString(),
        options.words(),
        Provenance.plan(choices.plan()).toString(),
        data.hash(),
        data.split().origin());
  }

  private void requireContinuable() {
    if (request.continues() && !model.trained()) {
      throw new IllegalStateException(
          "--continue needs trained weights, and model '%s' has none yet; leave it out"
              .formatted(model.name()));
    }
    if (request.continues() && !model.classes().equals(data.classes())) {
      throw new IllegalArgumentException(
          "--continue needs the classes that the model knows (%s), received %s (%s)"
              .formatted(model.classes(), data.name(), data.classes()));
    }
  }

  private static Device device(DeviceChoice choice) {
    return switch (choice) {
      case AUTO -> Devices.automatic();
      case CPU -> Device.cpu();
      case GPU0 -> Devices.firstGpu();
    };
  }

  private String start() {
    return request.continues() ? "continues run " + model.run() : "from " + origin() + " weights";
  }

  private String origin() {
    if (model.startsFromRun() > 0) {
      return "run " + model.startsFromRun() + "'s";
    }
    return model.card().sha256().isEmpty() ? "random" : "pretrained";
  }
}
