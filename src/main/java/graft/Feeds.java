package graft;

import graft.data.BatchSource;
import graft.data.ClassBalance;
import graft.data.ExampleBatches;
import graft.data.Mixup;
import graft.data.Part;
import graft.feature.EpochRange;
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

/**
 * Feeds each phase of a run: pictures as they are or varied, mixed or not, or what the frozen
 * stages say of them; balanced or not.
 */
final class Feeds implements Feed.Supplier {

  private final DataReader reader;
  private final Network network;
  private final Workspace workspace;
  private final FineTuneOptions options;
  private final boolean augment;
  private final long seed;
  private final boolean caches;
  private final RunReporter reporter;
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
  }

  @Override
  public Feed of(Phase phase, int firstEpoch) {
    int lastEpoch = firstEpoch + phase.epochs() - 1;
    return made.computeIfAbsent(new Key(phase.freezing(), firstEpoch, lastEpoch), this::feed);
  }

  private Feed feed(Key key) {
    int boundary = key.freezing().boundary(network.backbone());
    BatchSource training = mixed(pictures(boundary));
    BatchSource validation = reader.part(Part.VALIDATION);
    if (boundary > 0 && !caches) {
      reporter.note(
          List.of("frozen features are computed anew each step: the time limit is short"));
      return feed(new Streams(training, validation, 0, ""));
    }
    Streams streams =
        new FrozenFeatures(network, workspace.features(), reporter::preparing)
            .streams(
                key.freezing(),
                training,
                validation,
                new EpochRange(seed, key.firstEpoch(), key.lastEpoch()));
    reporter.note(streams.note().isEmpty() ? List.of() : List.of(streams.note()));
    return feed(streams);
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

  /** Rates do not change what a phase is fed with. */
  private record Key(Freezing freezing, int firstEpoch, int lastEpoch) {}
}
