package graft;

import graft.engine.ProcessMemory;
import graft.train.Fit;
import graft.train.FreezeReceipt;
import graft.train.Outcome;
import graft.train.Resources;
import graft.train.RunProgress;
import graft.train.TrainingHistory;
import graft.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says of a run what the loop does not know, and puts the two together.
 *
 * @param model the line that names the model
 * @param name how the user called the run; empty for none
 * @param start from which weights
 * @param place where it is kept
 * @param defaults choices that depended on the case, in words, by option
 * @param record what is needed to reproduce it, by name
 * @param resources what it is estimated to take
 */
record RunDescription(
    String model,
    String name,
    String start,
    RunPlace place,
    Map<String, String> defaults,
    Map<String, String> record,
    Resources resources) {

  /** Returns the same description of a run that goes on from where it was. */
  RunDescription resumed(RunProgress progress, int epochs) {
    boolean over = progress.cut() || progress.epochs().size() == epochs;
    String from =
        "resumes run %d at %s".formatted(place.number(), over ? "its end" : progress.next());
    return new RunDescription(model, name, from, place, defaults, record, resources);
  }

  /**
   * Returns the history of a run.
   *
   * @param data the line that names its data
   * @param seconds of the whole run so far
   */
  TrainingHistory history(String data, Fit fit, double seconds, List<String> warnings) {
    boolean lost = RunPlace.cut(fit.outcome()) && fit.bestEpoch() == 0;
    int number = lost ? place.number() : place.numberFor(fit.outcome());
    return new TrainingHistory(
        lost ? 0 : number,
        name.isEmpty() ? "run " + number : name,
        model + " · " + data,
        start,
        fit.metric(),
        fit.higherIsBetter(),
        fit.bestEpoch(),
        fit.epochs(),
        fit.outcome(),
        seconds,
        defaults,
        record,
        fit.milestones(),
        fit.receipt(),
        resources(fit.outcome(), seconds),
        lost ? with(warnings, fit.outcome()) : warnings);
  }

  private static List<String> with(List<String> warnings, Outcome outcome) {
    List<String> more = new ArrayList<>(warnings);
    more.add(
        "nothing was trained: the run %s before the end of its first epoch; model and policy are as they were before it"
            .formatted(outcome == Outcome.INTERRUPTED ? "was stopped" : "failed"));
    return more;
  }

  /** Returns what is known before the loop runs. */
  static Fit nothingYet(TrainingPlan plan, Outcome outcome, double seconds) {
    return new Fit(
        List.of(),
        plan.decidingSeries(),
        plan.higherIsBetter(),
        0,
        outcome,
        seconds,
        List.of(),
        FreezeReceipt.NONE,
        List.of());
  }

  /** What a run took is known when it has ended. */
  private Resources resources(Outcome outcome, double seconds) {
    return outcome == Outcome.RUNNING
        ? resources
        : resources.measured(seconds, ProcessMemory.ofThisProcess().peak().orElse(0));
  }
}
