package graft;

import graft.data.Exposure;
import graft.data.ExposureFiles;
import graft.data.LabeledDataset;
import graft.tensor.FloatTensor;
import graft.train.CheckpointFiles;
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

  /**
   * Keeps the run. Where no epoch is complete, there is nothing to keep. A disk that takes no more
   * does not end a run: what was trained is live, and the model remembers what to write.
   *
   * @param metric the headline metric, for example {@code accuracy}
   * @param last tensors that training changed, after the last step
   * @return the history, with a sentence more where the run is not kept
   */
  TrainingHistory keep(
      TrainingHistory history, LabeledDataset data, String metric, Map<String, FloatTensor> last) {
    if (history.bestEpoch() == 0) {
      return history;
    }
    model.trained(history.run(), metric, priorShift);
    model.met(met.and(Exposure.of(data)));
    UnkeptRun run = new UnkeptRun(workspace, record(history, data, metric), last, checkpoints);
    try {
      save(run);
      return history;
    } catch (GraftException e) {
      model.remember(run);
      return history.warned(
          "the trained model is live and complete, but %s; free some space, then %%graft keep %s"
              .formatted(e.getMessage(), model.name()));
    }
  }

  /** The older checkpoint takes more room than the run. */
  private void save(UnkeptRun run) {
    try {
      run.save(model);
    } catch (GraftException e) {
      checkpoints.makeRoom();
      run.save(model);
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
