package graft;

import ai.djl.Device;
import graft.engine.Precision;
import graft.task.Network;
import graft.task.Task;
import graft.train.Checkpoint;
import graft.train.Feed;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.Phase;
import graft.train.PrecisionTrial;
import graft.train.RateChoice;
import graft.train.RateFinder;
import graft.train.RateSweep;
import graft.train.TrainingListener;
import graft.train.TrainingOption;
import graft.train.TrainingPlan;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the choices of a run that need a trial: rates and precision. Each is a text whose first
 * word is what was decided; a run that goes on from a checkpoint takes over the texts of its
 * beginning.
 */
final class Decisions {

  private static final String RATES = TrainingOption.RATES.name();
  private static final String PRECISION = TrainingOption.PRECISION.name();
  private static final String POLICY = "by policy";

  private final Network network;
  private final Task task;
  private final FineTuneOptions options;
  private final Feed.Supplier feeds;
  private final TrainingListener listener;

  Decisions(
      Network network,
      Task task,
      FineTuneOptions options,
      Feed.Supplier feeds,
      TrainingListener listener) {
    this.network = network;
    this.task = task;
    this.options = options;
    this.feeds = feeds;
    this.listener = listener;
  }

  /** Returns a plan in the precision that a trial will probably choose. */
  static TrainingPlan expected(TrainingPlan plan, FineTuneOptions options, Device device) {
    boolean bf16 =
        switch (options.get(TrainingOption.PRECISION, PrecisionChoice.AUTO)) {
          case F32 -> false;
          case BF16 -> true;
          case AUTO -> Precision.BF16.supportedBy(device);
        };
    return bf16 ? in(plan, Precision.BF16.word()) : plan;
  }

  TrainingPlan decide(TrainingPlan plan, Optional<Checkpoint> checkpoint) {
    Map<String, String> before =
        checkpoint.map(from -> from.progress().decisions()).orElse(Map.of());
    TrainingPlan atRates =
        options.said(TrainingOption.RATES).filter(RateChoice.Sweep.class::isInstance).isPresent()
            ? atRates(plan, before.containsKey(RATES) ? before.get(RATES) : swept(plan))
            : plan;
    return in(atRates, before.containsKey(PRECISION) ? before.get(PRECISION) : precision(atRates));
  }

  private String swept(TrainingPlan plan) {
    Feed feed = feeds.of(plan.last(), plan.firstEpochOfLast());
    RateSweep sweep = new RateFinder(network, task, plan).sweep("", feed, listener);
    return sweep.suggestion().isPresent()
        ? "%s, as %s".formatted(RateChoice.text(sweep.suggestion().getAsDouble()), sweep.reason())
        : "%s, as there was %s".formatted(POLICY, sweep.reason());
  }

  private static TrainingPlan atRates(TrainingPlan plan, String words) {
    if (words.startsWith(POLICY)) {
      return plan.withRates(1, words);
    }
    double found = Double.parseDouble(firstWord(words));
    return plan.withRates(found / plan.last().rates().largest(), words);
  }

  private static TrainingPlan in(TrainingPlan plan, String words) {
    Precision precision =
        firstWord(words).equals(Precision.BF16.word()) ? Precision.BF16 : Precision.F32;
    return plan.withPrecision(precision, words);
  }

  private String precision(TrainingPlan plan) {
    return switch (options.get(TrainingOption.PRECISION, PrecisionChoice.AUTO)) {
      case F32 -> Precision.F32.word();
      case BF16 -> Precision.BF16.word();
      case AUTO -> trial(plan);
    };
  }

  private String trial(TrainingPlan plan) {
    if (!trainsStages(plan.last())) {
      return Precision.F32.word() + ", as no stage trains";
    }
    if (!Precision.BF16.supportedBy(network.device())) {
      return Precision.F32.word() + ", as this machine has no bf16";
    }
    Feed feed = feeds.of(plan.last(), plan.firstEpochOfLast());
    return feed.from() > 0
        ? Precision.F32.word() + ", as features are cached"
        : PrecisionTrial.run(network, task, plan, plan.last(), feed).words();
  }

  private boolean trainsStages(Phase phase) {
    return phase.freezing().boundary(network.backbone()) < network.backbone().stages().size();
  }

  private static String firstWord(String words) {
    return words.split("[, ]", 2)[0];
  }
}
