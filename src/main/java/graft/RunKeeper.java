package graft;

import graft.data.LabeledDataset;
import graft.tensor.FloatTensor;
import graft.tensor.Tensor;
import graft.train.CheckpointFiles;
import graft.train.Outcome;
import graft.train.SavedRun;
import graft.train.TrainingHistory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a run that has ended on disk, and its checkpoints as long as it could be resumed.
 *
 * @param model whose live weights are those of the best epoch
 * @param command what the user said of the run
 * @param priorShift what corrects the model's probabilities
 */
record RunKeeper(
    TransferModel model,
    Workspace workspace,
    RunPlace place,
    CheckpointFiles checkpoints,
    String command,
    List<Float> priorShift) {

  /**
   * Keeps the run. Where no epoch is complete, the weights of the start are live and there is
   * nothing to keep.
   *
   * @param metric the headline metric, for example {@code accuracy}
   * @param last tensors that training changed, after the last step
   */
  void keep(
      TrainingHistory history, LabeledDataset data, String metric, Map<String, FloatTensor> last) {
    if (history.bestEpoch() > 0) {
      model.trained(history.run(), metric, priorShift);
      Map<String, Tensor> best =
          new LinkedHashMap<>(model.live().tensors().read(model.live().tensors().names()));
      workspace.runs().save(record(history, data, metric), best, new LinkedHashMap<>(last));
    }
    if (history.outcome() == Outcome.FINISHED) {
      checkpoints.clear();
    }
  }

  private SavedRun record(TrainingHistory history, LabeledDataset data, String metric) {
    DataOrigin origin = workspace.origin(data.hash()).orElse(new DataOrigin(data.name(), "", 0));
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
        history);
  }
}
