package graft;

import graft.engine.Precision;
import graft.engine.Processor;
import graft.engine.Torch;
import graft.task.Network;
import graft.task.Task;
import graft.train.Checkpoint;
import graft.train.Feed;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.PrecisionChoice;
import graft.train.Phase;
import graft.train.PrecisionTrial;
import graft.train.PrecisionVerdict;
import graft.train.RateChoice;
import graft.train.RateFinder;
import graft.train.RateSweep;
import graft.train.TrainingOption;
import graft.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes the choices of a run that need a trial: rates and precision. Each is a text whose first
 * word is what was decided; a run that goes on from a checkpoint takes over the texts of its
 * beginning.
 */
final class Decisions {

  private static final String RATES = TrainingOption.RATES.name();
  private static final String PRECISION = TrainingOption.PRECISION.name();
  private static final String POLICY = "by policy";

  /** A trial takes about as long as ten steps, which a shorter run would not win back. */
  private static final int FEWEST_STEPS = 50;

  /** Compiling programs in 16 bits alone can take a quarter of that. */
  private static final double SHORT_LIMIT_SECONDS = 60;

  /** Of the time that is left, what a sweep may be expected to take, and may take. */
  private static final double SWEEP_SHARE = 0.25;

  private static final double SWEEP_END = 0.5;

  private final Network network;
  private final Task task;
  private final FineTuneOptions options;
  private final PrecisionBook book;
  private final List<String> subject;
  private final TimeLimit limit;

  /**
   * @param book holds what earlier trials found
   * @param subject what a trial's outcome depends on besides the machine and how stages train: the
   *     network, its weights and what it reads
   */
  Decisions(
      Network network,
      Task task,
      FineTuneOptions options,
      PrecisionBook book,
      List<String> subject,
      TimeLimit limit) {
    this.network = network;
    this.task = task;
    this.options = options;
    this.book = book;
    this.subject = subject;
    this.limit = limit;
  }

  /**
   * Returns a plan in the precision that is known or likely: 32 bits where a trial will decide,
   * since the trial computes in them too.
   */
  TrainingPlan expected(TrainingPlan plan) {
    boolean bf16 =
        switch (options.get(TrainingOption.PRECISION, PrecisionChoice.AUTO)) {
          case F32 -> false;
          case BF16 -> true;
          case AUTO -> mayUseBf16(plan) && known(plan).filter(this::choosesBf16).isPresent();
        };
    return bf16 ? in(plan, Precision.BF16.word()) : plan;
  }

  /** Returns whether a sweep will look for the learning rate. */
  boolean sweeps() {
    return options
        .said(TrainingOption.RATES)
        .filter(RateChoice.Sweep.class::isInstance)
        .isPresent();
  }

  /** Returns whether a trial will decide the precision. */
  boolean tries(TrainingPlan plan) {
    return options.get(TrainingOption.PRECISION, PrecisionChoice.AUTO) == PrecisionChoice.AUTO
        && mayUseBf16(plan)
        && known(plan).isEmpty();
  }

  /**
   * Decides.
   *
   * @param checkpoint that the run goes on from
   */
  TrainingPlan decide(TrainingPlan plan, Trials trials, Optional<Checkpoint> checkpoint) {
    Map<String, String> before =
        checkpoint.map(from -> from.progress().decisions()).orElse(Map.of());
    TrainingPlan atRates =
        sweeps()
            ? atRates(plan, before.containsKey(RATES) ? before.get(RATES) : swept(plan, trials))
            : plan;
    return in(
        atRates,
        before.containsKey(PRECISION) ? before.get(PRECISION) : precision(atRates, trials));
  }

  /**
   * What trials need.
   *
   * @param feeds gives examples
   * @param reporter hears how far they are
   * @param stepSeconds what a step of the last phase is expected to take
   * @param stepsAnEpoch how many there are
   */
  record Trials(Feed.Supplier feeds, RunReporter reporter, double stepSeconds, int stepsAnEpoch) {}

  private String swept(TrainingPlan plan, Trials trials) {
    if (!limit.leaves(RateFinder.STEPS * trials.stepSeconds(), SWEEP_SHARE)) {
      return POLICY + ", as the time limit leaves no time to look for a rate";
    }
    RateSweep sweep =
        new RateFinder(network, task, plan)
            .sweep(
                "", feed(plan, trials), trials.reporter().trials(), () -> limit.isPast(SWEEP_END));
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

  private String precision(TrainingPlan plan, Trials trials) {
    return switch (options.get(TrainingOption.PRECISION, PrecisionChoice.AUTO)) {
      case F32 -> Precision.F32.word();
      case BF16 -> uselessBf16(plan, trials).orElse(Precision.BF16.word());
      case AUTO -> uselessBf16(plan, trials).orElseGet(() -> trial(plan, trials));
    };
  }

  /** Stages compute in 16 bits where they train and read pictures; nothing else does. */
  private Optional<String> uselessBf16(TrainingPlan plan, Trials trials) {
    if (!trainsStages(plan.last())) {
      return Optional.of(Precision.F32.word() + ", as no stage trains");
    }
    return feed(plan, trials).from() > 0
        ? Optional.of(Precision.F32.word() + ", as features are cached")
        : Optional.empty();
  }

  private static Feed feed(TrainingPlan plan, Trials trials) {
    return trials.feeds().of(plan.last(), plan.firstEpochOfLast());
  }

  private String trial(TrainingPlan plan, Trials trials) {
    if (!Precision.BF16.supportedBy(network.device())) {
      return Precision.F32.word() + ", as this machine has no bf16";
    }
    int steps = plan.last().epochs() * trials.stepsAnEpoch();
    if (steps < FEWEST_STEPS) {
      return "%s, as a run of %d steps is over before a trial pays"
          .formatted(Precision.F32.word(), steps);
    }
    if (limit.isBelow(SHORT_LIMIT_SECONDS)) {
      return Precision.F32.word() + ", as the time limit is short";
    }
    return known(plan).orElseGet(() -> tried(plan, feed(plan, trials), trials.reporter())).words();
  }

  private PrecisionVerdict tried(TrainingPlan plan, Feed feed, RunReporter reporter) {
    PrecisionVerdict verdict = new PrecisionTrial(network, task, plan).run(plan.last(), feed);
    try {
      book.keep(key(plan), verdict);
    } catch (GraftException e) {
      reporter.note(List.of(e.getMessage())); // the run loses nothing by it
    }
    return verdict;
  }

  private Optional<PrecisionVerdict> known(TrainingPlan plan) {
    return book.find(key(plan));
  }

  private boolean choosesBf16(PrecisionVerdict verdict) {
    return verdict.chosen() == Precision.BF16;
  }

  private boolean mayUseBf16(TrainingPlan plan) {
    return trainsStages(plan.last())
        && Precision.BF16.supportedBy(network.device())
        && !limit.isBelow(SHORT_LIMIT_SECONDS);
  }

  /** Everything that decides how fast and how close the two are. */
  private List<String> key(TrainingPlan plan) {
    List<String> key = new ArrayList<>(subject);
    key.add(Processor.traits());
    key.add("%d threads on %s".formatted(Torch.threads(), network.device()));
    key.add("PyTorch " + Torch.version());
    key.add("batch " + plan.batch());
    key.add("from stage " + plan.last().freezing().boundary(network.backbone()));
    key.add("norms " + new TreeSet<>(plan.last().freezing().movingNorms()));
    return key;
  }

  private boolean trainsStages(Phase phase) {
    return phase.freezing().boundary(network.backbone()) < network.backbone().stages().size();
  }

  private static String firstWord(String words) {
    return words.split("[, ]", 2)[0];
  }
}
