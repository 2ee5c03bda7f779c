package graft;

import graft.data.ClassBalance;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.head.Head;
import graft.task.Classification;
import graft.task.CrossEntropyLoss;
import graft.train.FineTuneOptions;
import graft.train.FineTuneOptions.Balance;
import graft.train.TrainingOption;
import java.util.ArrayList;
import java.util.List;

/** Says what a run's options make of a classification task. */
final class RunTask {

  private RunTask() {}

  /** Returns the task of a head on some data. */
  static Classification of(FineTuneOptions options, Head head, LabeledDataset data) {
    List<Float> shift = priorShift(options, data);
    float[] values = new float[shift.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = shift.get(i);
    }
    return new Classification(values.length, head, loss(options, data), values);
  }

  private static CrossEntropyLoss loss(FineTuneOptions options, LabeledDataset data) {
    boolean weighted = options.get(TrainingOption.BALANCE, Balance.NONE) == Balance.WEIGHTS;
    return new CrossEntropyLoss(
        options.get(TrainingOption.LABEL_SMOOTHING, 0.0),
        weighted ? ClassBalance.weights(data.counts(Part.TRAIN)) : new float[0]);
  }

  /** Balanced training sees all classes alike; zeros where it is not balanced. */
  static List<Float> priorShift(FineTuneOptions options, LabeledDataset data) {
    List<Float> shift = new ArrayList<>();
    boolean balanced = options.get(TrainingOption.BALANCE, Balance.NONE) != Balance.NONE;
    int classes = data.classes().size();
    for (double logShare : ClassBalance.logShares(data.counts(Part.TRAIN))) {
      shift.add(balanced ? (float) (logShare + Math.log(classes)) : 0);
    }
    return shift;
  }
}
