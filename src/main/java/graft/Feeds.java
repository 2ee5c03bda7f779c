package graft;

import graft.data.BatchSource;
import graft.data.ClassBalance;
import graft.data.ExampleBatches;
import graft.data.Mixup;
import graft.data.Part;
import graft.feature.EpochRange;
import graft.feature.PendingFeatures;
import graft.task.Network;
import graft.task.Task;
import graft.train.Feed;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Balance;
import graft.train.Freezing;
import graft.train.Phase;
import graft.train.TrainingOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Feeds each phase of a run: pictures as they are or varied, mixed or not, or what the frozen
 * stages say of them; balanced or not.
 */
final class Feeds implements Feed.Supplier {

  private static final String ANEW = "frozen features are computed anew each step: ";

  /** Of a time limit; what is left is for steps, validation and keeping the run. */
  private static final double LONGEST_SHARE = 0.6;

  private final DataReader reader;
  private final Network network;
  private final Workspace workspace;
  private final FineTuneOptions options;
  private final boolean augment;
  private final long seed;
  private final boolean caches;
  private final RunReporter reporter;
  private final TimeLimit limit;
  private final Map<Key, Feed> made = new HashMap<>();

  Feeds(
      DataReader reader,
      Network network,
      Workspace workspace,
      FineTuneOptions options,
      Choices choices,
      boolean caches,
      RunReporter reporter) {
    this.reader = reader;
    this.network = network;
    this.workspace = workspace;
    this.options = options;
    this.augment = choices.augment();
    this.seed = choices.plan().seed();
    this.caches = caches;
    this.reporter = reporter;
    this.limit = reporter.limit();
  }

  @Override
  public Feed of(Phase phase, int firstEpoch) {
    int lastEpoch = firstEpoch + phase.epochs() - 1;
    return made.computeIfAbsent(new Key(phase.freezing(), firstEpoch, lastEpoch), this::feed);
  }

  /** Returns whether frozen stages are run once an example, apart from the steps. */
  boolean caches() {
    return caches && options.get(TrainingOption.MIXUP, 0.0) == 0;
  }

  /** Returns the training part as frozen stages read it. */
  BatchSource training(int boundary) {
    return mixed(pictures(boundary));
  }

  /** Returns what a trial of a phase needs, where its features can be kept. */
  Optional<FrozenFeatures.Trial> trial(Phase phase, int firstEpoch) {
    int boundary = phase.freezing().boundary(network.backbone());
    if (!caches() || boundary == 0) {
      return Optional.empty();
    }
    EpochRange epochs = new EpochRange(seed, firstEpoch, firstEpoch + phase.epochs() - 1);
    return frozen().trial(boundary, training(boundary), reader.part(Part.VALIDATION), epochs);
  }

  /**
   * Computes the next features of a trial, and tells how far it is.
   *
   * @return how many; 0 where none are left
   */
  int next(PendingFeatures pending) {
    int computed = pending.next();
    if (computed > 0) {
      reporter.preparing(FrozenFeatures.COMPUTED, pending.done(), pending.size());
    }
    return computed;
  }

  /** Returns how many bytes a row of a phase's features takes. */
  long rowBytes(Phase phase) {
    int boundary = phase.freezing().boundary(network.backbone());
    return frozen().rowBytes(boundary, reader.part(Part.TRAIN));
  }

  private FrozenFeatures frozen() {
    return new FrozenFeatures(network, workspace.features(), this::preparing);
  }

  private void preparing(String what, int done, int total) {
    if (done < total && limit.isPast(LONGEST_SHARE)) {
      throw new OutOfTimeException();
    }
    reporter.preparing(what, done, total);
  }

  private Feed feed(Key key) {
    int boundary = key.freezing().boundary(network.backbone());
    BatchSource training = training(boundary);
    BatchSource validation = reader.part(Part.VALIDATION);
    Streams anew = new Streams(training, validation, 0, ANEW + "the time limit is short");
    Streams streams =
        boundary > 0 && !caches ? anew : streams(key, training, validation).orElse(anew);
    reporter.note(streams.note().isEmpty() ? List.of() : List.of(streams.note()));
    return feed(streams);
  }

  /** Returns nothing where the time limit comes before the features are computed. */
  private Optional<Streams> streams(Key key, BatchSource training, BatchSource validation) {
    EpochRange epochs = new EpochRange(seed, key.firstEpoch(), key.lastEpoch());
    try {
      return Optional.of(frozen().streams(key.freezing(), training, validation, epochs));
    } catch (OutOfTimeException e) {
      return Optional.empty();
    }
  }

  private Feed feed(Streams streams) {
    return new Feed(
        Map.of(Task.ONLY, balanced(streams.training())),
        Map.of(Task.ONLY, streams.validation()),
        streams.from());
  }

  private ExampleBatches pictures(int boundary) {
    return augment ? reader.augmented(FrozenFeatures.views(boundary)) : reader.part(Part.TRAIN);
  }

  private BatchSource mixed(BatchSource source) {
    double alpha = options.get(TrainingOption.MIXUP, 0.0);
    return alpha == 0 ? source : new Mixup(source, alpha, reader.data().classes().size());
  }

  private BatchSource balanced(BatchSource source) {
    return options.get(TrainingOption.BALANCE, Balance.NONE) == Balance.SAMPLE
        ? ClassBalance.sampled(source, reader.data().classes().size())
        : source;
  }

  /** Says that the time limit comes before the features are computed. */
  private static final class OutOfTimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Rates do not change what a phase is fed with. */
  private record Key(Freezing freezing, int firstEpoch, int lastEpoch) {}
}
