package graft;

import graft.train.FreezePolicy;
import graft.train.Milestone;
import graft.train.Outcome;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known of a model before it is measured beside others.
 *
 * @param name how the user called it
 * @param classes its labels, in order
 * @param metric the headline metric of its run
 * @param weights hash of its live weights
 * @param policy what trains in words, where its run is no longer kept
 * @param trainable parameters that its run trained, or would
 * @param run the record of its run
 */
record Contestant(
    String name,
    List<String> classes,
    String metric,
    String weights,
    String policy,
    long trainable,
    Optional<SavedRun> run) {

  static Contestant of(String name, TransferModel model, Workspace workspace) {
    model.requireTrained();
    Optional<SavedRun> run = workspace.runs().find(model.identity());
    FreezePolicy policy = run.map(SavedRun::policy).orElse(model.policy());
    return new Contestant(
        name,
        model.classes(),
        model.metric(),
        model.weightsHash(),
        policy.words(model.backbone().architecture()),
        model.trainable(policy),
        run);
  }

  Optional<TrainingHistory> history() {
    return run.map(SavedRun::history);
  }

  /** Returns for example {@code from pretrained weights: frozen, then all layers train}. */
  String recipe() {
    return history().map(Contestant::recipe).orElse(policy + " (its run is no longer kept)");
  }

  private static String recipe(TrainingHistory history) {
    String phases =
        history.milestones().stream().map(Milestone::phase).collect(Collectors.joining(", then "));
    String cut =
        history.outcome() == Outcome.FINISHED ? "" : " (%s)".formatted(history.outcome().word());
    return history.start() + (phases.isEmpty() ? "" : ": " + phases) + cut;
  }

  /** Returns what was trained before the run that is counted, where there was something. */
  Optional<String> before() {
    return history()
        .map(TrainingHistory::start)
        .filter(start -> start.startsWith("continues"))
        .map(
            start -> "%s %s, whose epochs and seconds are not counted here".formatted(name, start));
  }
}
