package graft.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.engine.Descent;
import graft.engine.Torch;
import java.util.List;

/**
 * Stochastic gradient descent with momentum 0.9. As in torch, weight decay is added to the
 * gradient, and the first step's velocity is the gradient itself.
 */
final class Sgd implements Optimizer {

  private static final double MOMENTUM = 0.9;

  private final NDManager manager;
  private final List<NDArray> parameters;
  private final List<NDArray> velocities;
  private final double weightDecay;
  private long steps;

  /**
   * @param parameters belong to the caller
   * @param weightDecay share of a weight that is added to its gradient
   */
  Sgd(List<NDArray> parameters, double weightDecay, Device device) {
    this.manager = Torch.newManager(device);
    this.parameters = List.copyOf(parameters);
    this.velocities = Descent.state(parameters, manager);
    this.weightDecay = weightDecay;
  }

  @Override
  public void step(double learningRate, List<NDArray> gradients) {
    steps++;
    Descent.sgd(
        parameters,
        gradients,
        velocities,
        new Descent.Sgd(steps, learningRate, weightDecay, MOMENTUM));
  }

  @Override
  public List<NDArray> state() {
    return velocities;
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
