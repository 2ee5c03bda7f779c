package graft;

import graft.data.Exposure;
import graft.data.ExposureFiles;
import graft.data.LabeledDataset;
import graft.tensor.FloatTensor;
import graft.train.CheckpointFiles;
import graft.train.RunIdentity;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Keeps a run that has ended on disk, and its checkpoints as long as it could be resumed.
 *
 * @param model whose live weights are those of the best epoch
 * @param command what the user said of the run
 * @param priorShift what corrects the model's probabilities
 * @param met what the weights that it started from had met
 */
record RunKeeper(
    TransferModel model,
    Workspace workspace,
    RunPlace place,
    CheckpointFiles checkpoints,
    String command,
    List<Float> priorShift,
    Exposure met) {

  /** No file has this hash: until it is kept, nothing on disk is taken for the live model. */
  private static final String NOT_KEPT = "not kept";

  /**
   * Keeps the run. Where no epoch is complete, there is nothing to keep. A disk that takes no more
   * does not end a run: what was trained is live, and the model remembers what to write.
   *
   * @param metric the headline metric, for example {@code accuracy}
   * @param last tensors that training changed, after the last step
   * @return the history as it is kept, which says which run it is of; with a sentence more where it
   *     is not kept
   */
  TrainingHistory keep(
      TrainingHistory history, LabeledDataset data, String metric, Map<String, FloatTensor> last) {
    if (history.bestEpoch() == 0) {
      return history;
    }
    model.met(met.and(Exposure.of(data)));
    SavedRun record = record(history, data, metric);
    model.trained(new RunIdentity(history.run(), record.key(), NOT_KEPT), metric, priorShift);
    UnkeptRun run = new UnkeptRun(workspace, record, last, checkpoints);
    try {
      return save(run).history();
    } catch (GraftException e) {
      model.remember(run);
      return history.warned(
          "the trained model is live and complete, but %s; free some space, then %%graft keep %s"
              .formatted(e.getMessage(), model.name()));
    }
  }

  /** The older checkpoint takes more room than the run. */
  private SavedRun save(UnkeptRun run) {
    try {
      return run.save(model);
    } catch (GraftException e) {
      checkpoints.makeRoom();
      return run.save(model);
    }
  }

  private SavedRun record(TrainingHistory history, LabeledDataset data, String metric) {
    DataOrigin origin = workspace.origin(data).orElse(new DataOrigin(data.name(), "", 0));
    return new SavedRun(
        place.keyFor(history.outcome()),
        Instant.now().toString(),
        model.backbone().name(),
        model.backbone().weights().hash(),
        model.policy(),
        model.classes(),
        metric,
        origin.operand(),
        origin.split(),
        origin.seed(),
        data.hash(),
        priorShift,
        command,
        ExposureFiles.name(model.exposure()),
        history);
  }
}
