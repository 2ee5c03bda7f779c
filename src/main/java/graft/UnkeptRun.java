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
   * @throws GraftException if they cannot be written; nothing of them is left
   */
  void save(TransferModel model) {
    Map<String, Tensor> best =
        new LinkedHashMap<>(model.live().tensors().read(model.live().tensors().names()));
    workspace.exposures().keep(model.exposure());
    workspace.seals().keep(model.exposure().kept());
    workspace.runs().save(record, best, new LinkedHashMap<>(last));
    if (record.history().outcome() == Outcome.FINISHED) {
      checkpoints.clear();
    }
  }
}
