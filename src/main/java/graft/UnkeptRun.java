package graft;

import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import graft.train.CheckpointFiles;
import graft.train.Outcome;
import graft.train.SavedRun;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run that has ended and whose files are not written: its best weights are those of a live model.
 *
 * @param last tensors that training changed, after the last step
 */
record UnkeptRun(
    Workspace workspace,
    SavedRun record,
    Map<String, FloatTensor> last,
    CheckpointFiles checkpoints) {

  /**
   * Writes them, and removes the checkpoints of a run that nobody needs to take up again.
   *
   * @param model whose live weights are those of the best epoch
   * @return the run as it is kept, which the model then knows
   * @throws GraftException if they cannot be written; nothing of them is left
   */
  SavedRun save(TransferModel model) {
    Map<String, Tensor> best =
        new LinkedHashMap<>(model.live().tensors().read(model.live().tensors().names()));
    workspace.exposures().keep(model.exposure());
    workspace.seals().keep(model.exposure().kept());
    SavedRun kept = workspace.runs().save(record, best, new LinkedHashMap<>(last));
    model.trained(kept.identity(), kept.metric(), kept.logPriorShift());
    if (record.history().outcome() == Outcome.FINISHED) {
      checkpoints.clear();
      workspace.unfinishedRuns().discard(record.key());
    }
    return kept;
  }
}
