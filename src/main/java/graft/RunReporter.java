package graft;

import graft.data.LabeledDataset;
import graft.data.Watch;
import graft.train.Fit;
import graft.train.Outcome;
import graft.train.TrainingHistory;
import graft.train.TrainingListener;
import graft.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Turns what a run prepares and measures into histories, and tells its listener. */
final class RunReporter {

  private final RunListener listener;
  private final TrainingPlan chosen;
  private final long started;
  private final TimeLimit limit;
  private final List<String> notes = new ArrayList<>();
  private String data;
  private RunDescription description;
  private boolean warnedOfReading;
  private @Nullable Forecast forecast;

  /**
   * @param chosen the plan before any trial
   * @param started the moment from which time counts, by {@link System#nanoTime}
   */
  RunReporter(
      RunListener listener,
      TrainingPlan chosen,
      LabeledDataset data,
      RunDescription description,
      long started) {
    this.listener = listener;
    this.chosen = chosen;
    this.started = started;
    this.limit = new TimeLimit(chosen.timeLimitSeconds(), this::seconds);
    this.data = data.subject();
    this.description = description;
  }

  /** Says from now on what could be read of the data. */
  void use(LabeledDataset readable) {
    data = readable.subject();
  }

  /** Describes the run differently from now on. */
  void describe(RunDescription better) {
    description = better;
  }

  RunDescription description() {
    return description;
  }

  /** Adds sentences for the user, each once. */
  void note(List<String> sentences) {
    sentences.stream().filter(sentence -> !notes.contains(sentence)).forEach(notes::add);
  }

  /** Returns what is left of the run's time limit. */
  TimeLimit limit() {
    return limit;
  }

  /** Corrects the estimate from now on by what epochs take. */
  void expect(Forecast expected) {
    forecast = expected;
  }

  /** Returns the seconds since the start of the command. */
  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  TrainingHistory history(Fit fit) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(fit.warnings());
    return description.history(data, fit, seconds(), all);
  }

  /** Returns the history of a run that was stopped before its loop began, and tells it. */
  TrainingHistory stopped() {
    TrainingHistory history = history(nothingYet(Outcome.INTERRUPTED));
    listener.epochEnded(history);
    return history;
  }

  /** Tells how far a preparation is; throws where the user asked to stop. */
  void preparing(String what, int done, int total) {
    if (listener.stopRequested()) {
      throw new CancellationException("stopped while preparing");
    }
    listener.preparing(history(nothingYet(Outcome.RUNNING)), what, done, total);
  }

  /** Hears the reading of data, and says where that alone takes longer than the time limit. */
  Watch watch() {
    return new Watch(
        (done, total, what) -> {
          warnOfReading(done, total);
          listener.preparing(history(nothingYet(Outcome.RUNNING)), what, done, total);
        },
        listener::stopRequested);
  }

  /** Nothing can be trained before all pictures are there, so that this cannot be cut short. */
  private void warnOfReading(int done, int total) {
    if (!warnedOfReading && limit.isHopeless(done, total)) {
      warnedOfReading = true;
      note(
          List.of(
              "the time limit of %s is far less than reading the pictures takes, about %s:"
                      .formatted(
                          ScratchClock.words(limit.seconds().orElseThrow()),
                          ScratchClock.words(seconds() * total / done))
                  + " training ends after one step"));
    }
  }

  /** Hears trials before the loop. */
  TrainingListener trials() {
    return new TrainingListener() {
      @Override
      public void preparing(String what, int done, int total) {
        RunReporter.this.preparing(what, done, total);
      }

      @Override
      public boolean stopRequested() {
        return listener.stopRequested();
      }
    };
  }

  /**
   * Hears the loop.
   *
   * @param trained is told when something was trained
   */
  Loop loop(int epochs, Runnable trained) {
    return new Loop(epochs, trained);
  }

  /** Tells what became of a run after its loop. */
  void tell(TrainingHistory history) {
    listener.epochEnded(history);
  }

  private Fit nothingYet(Outcome outcome) {
    return RunDescription.nothingYet(chosen, outcome, seconds());
  }

  /** Hands on what the loop measures. */
  final class Loop implements TrainingListener {

    private final int epochs;
    private final Runnable trained;
    private Fit latest = nothingYet(Outcome.RUNNING);
    private @Nullable TrainingHistory told;

    private Loop(int epochs, Runnable trained) {
      this.epochs = epochs;
      this.trained = trained;
    }

    /** Returns what the loop told last, to the same second: what is kept is what was shown. */
    TrainingHistory latest() {
      return told == null ? history(latest) : told;
    }

    @Override
    public void batchEnded(int epoch, int batch, int batches, double loss) {
      listener.batchEnded(
          corrected(latest, (double) batch / batches),
          new RunListener.BatchProgress(epoch, epochs, batch, batches, loss));
    }

    @Override
    public void epochEnded(Fit fit) {
      latest = fit;
      if (fit.bestEpoch() > 0) {
        trained.run();
      }
      told = fit.outcome() == Outcome.RUNNING ? corrected(fit, 0) : history(fit);
      listener.epochEnded(told);
    }

    private TrainingHistory corrected(Fit fit, double epochDone) {
      TrainingHistory history = history(fit);
      return forecast == null
          ? history
          : history.expecting(seconds() + forecast.remainingSeconds(fit, epochDone));
    }

    @Override
    public boolean stopRequested() {
      return listener.stopRequested();
    }
  }
}
