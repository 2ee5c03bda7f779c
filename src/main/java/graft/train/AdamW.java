package graft.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.engine.Descent;
import graft.engine.Torch;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter (2017)</a>
 */
final class AdamW implements Optimizer {

  private final NDManager manager;
  private final List<NDArray> parameters;
  private final List<NDArray> moments = new ArrayList<>();
  private final double weightDecay;
  private long steps;

  /**
   * @param parameters belong to the caller
   * @param weightDecay share of a weight that a step of rate 1 takes away
   */
  AdamW(List<NDArray> parameters, double weightDecay, Device device) {
    this.manager = Torch.newManager(device);
    this.parameters = List.copyOf(parameters);
    this.weightDecay = weightDecay;
    for (int i = 0; i < 2; i++) {
      moments.addAll(Descent.state(parameters, manager));
    }
  }

  @Override
  public void step(double learningRate, List<NDArray> gradients) {
    steps++;
    Descent.adamW(
        parameters, gradients, moments, new Descent.AdamW(steps, learningRate, weightDecay));
  }

  @Override
  public List<NDArray> state() {
    return List.copyOf(moments);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public void resumeAfter(long taken) {
    steps = taken;
  }

  @Override
  public void close() {
    manager.close();
  }
}
