package graft.train;

import graft.backbone.Architecture;
import graft.backbone.TinyBackbone;
import graft.data.BatchSource;
import graft.head.LinearHead;
import graft.task.Classification;
import graft.task.Network;
import graft.task.Task;
import graft.tensor.FloatTensor;
import graft.tiny.TinyExamples;
import graft.tiny.TinyWeights;
import java.util.List;
import java.util.Map;

/** A small classifier that trains from the same weights each time it is made; close it. */
final class TinyTraining implements AutoCloseable {

  static final int CLASSES = 2;

  final Network network;
  final Classification task;

  private TinyTraining(Architecture backbone) {
    int width = backbone.featureWidth();
    network =
        TinyWeights.network(
            backbone, List.of(LinearHead.overMaps("fc", backbone.output(), width, CLASSES)));
    task = new Classification(CLASSES, network.heads().get(0));
  }

  static TinyTraining twoStages() {
    return new TinyTraining(TinyBackbone.twoStages());
  }

  static TinyTraining resNet(int width, int size) {
    return new TinyTraining(TinyBackbone.resNet(18, width, size));
  }

  static Sketch plan(int epochs, double rate) {
    return new Sketch(epochs, 0, rate, 0.01, 8, Classification.ACCURACY);
  }

  /** Returns a pictures' source for {@link #twoStages}. */
  static BatchSource pictures(int count, long seed) {
    return TinyExamples.pictures(count, CLASSES, 8, seed);
  }

  FineTuner tuner(FreezePolicy policy, Sketch plan) {
    return tuner(plan.of(network, policy));
  }

  FineTuner tuner(TrainingPlan plan) {
    return new FineTuner(network, task, plan);
  }

  FineTuner everythingTrains(Sketch plan) {
    return tuner(FreezePolicy.nothing(network.backbone()), plan);
  }

  static Fit fit(
      FineTuner tuner, BatchSource training, BatchSource validation, TrainingListener listener) {
    return tuner.fit(Map.of(Task.ONLY, training), Map.of(Task.ONLY, validation), 0, listener);
  }

  static Fit fit(FineTuner tuner, BatchSource training, BatchSource validation) {
    return fit(tuner, training, validation, TrainingListener.SILENT);
  }

  Freezing everything() {
    return FreezePolicy.nothing(network.backbone()).resolve(network.backbone(), network.heads());
  }

  void restore(Map<String, FloatTensor> weights) {
    weights.forEach(network.tensors()::put);
  }

  Map<String, FloatTensor> weights() {
    return TinyWeights.copy(network);
  }

  @Override
  public void close() {
    network.close();
  }
}
